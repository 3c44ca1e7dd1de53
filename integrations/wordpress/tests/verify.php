<?php
/**
 * Says for each message of a JSON list on standard input whether the plugin takes its signature: `[{body, id, timestamp, signature, secrets, now}]`.
 */

require __DIR__ . '/wordpress.php';
require __DIR__ . '/../unspun/unspun.php';

$answers = array();
foreach ( json_decode( stream_get_contents( STDIN ), true ) as $message ) {
	$answers[] = unspun_is_signed( $message['body'], $message, $message['secrets'], $message['now'] );
}
echo json_encode( $answers );
