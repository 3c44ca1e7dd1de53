<?php
/**
 * A site with the plugin whose requests are real. Its database is the file that UNSPUN_SITE names; a request may take UNSPUN_PATIENCE
 * seconds, however busy the machine is (check_test.php knows how long the plugin itself waits).
 *
 *     php site.php set < options.json      stores options
 *     php site.php save < texts.json       saves a submission ("suspect") with its reference ("reference"); prints the check
 *     php site.php show                    prints the check and what an editor sees, and writes nothing
 *     php site.php poll                    runs WP-Cron's event
 *     php -S 127.0.0.1:PORT site.php       takes webhooks
 */

require __DIR__ . '/wordpress.php';
require __DIR__ . '/../unspun/unspun.php';

const POST_ID = 7;

function send_for_real( $method, $url, array $request ) {
	$lines = array();
	foreach ( $request['headers'] as $name => $value ) {
		$lines[] = "$name: $value";
	}
	$http  = array(
		'method'          => $method,
		'header'          => $lines,
		'content'         => (string) $request['body'],
		'timeout'         => (float) getenv( 'UNSPUN_PATIENCE' ),
		'follow_location' => 0,
		'ignore_errors'   => true,
	);
	$body = @file_get_contents( $url, false, stream_context_create( array( 'http' => $http ) ) );
	if ( false === $body ) {
		return new WP_Error( 'http_request_failed', 'no answer' );
	}
	return array( 'response' => array( 'code' => (int) explode( ' ', $http_response_header[0] )[1] ), 'body' => $body );
}

function take_webhook() {
	$headers = array();
	foreach ( $_SERVER as $name => $value ) {
		if ( 0 === strpos( $name, 'HTTP_' ) ) {
			$headers[ str_replace( '_', '-', substr( $name, 5 ) ) ] = $value;
		}
	}
	$request = new WP_REST_Request( $headers, file_get_contents( 'php://input' ) );
	$route   = Site::$routes['unspun/v1/webhook'];
	$is_in   = $route['permission_callback']( $request );
	http_response_code( true === $is_in ? $route['callback']( $request )->get_status() : $is_in->get_error_data()['status'] );
}

function save_submission( array $texts ) {
	Site::post( 3, $texts['reference'] );
	update_post_meta( POST_ID, '_unspun_reference_post', 3 );
	Site::run( 'save_post', POST_ID, Site::post( POST_ID, $texts['suspect'] ), true );
}

function shown() {
	ob_start();
	unspun_print_status( POST_ID );
	return json_encode( array( 'shown' => ob_get_clean() ) + unspun_check_of( POST_ID ) );
}

Site::clear();
Site::$http = 'send_for_real';
$file       = getenv( 'UNSPUN_SITE' );
// One process at a time: a process keeps all that it has loaded, and would undo what another has kept meanwhile.
$lock = fopen( "$file.lock", 'c' );
flock( $lock, LOCK_EX );
Site::load( $file );
Site::run( 'rest_api_init' );
if ( 'cli-server' === PHP_SAPI ) {
	take_webhook();
} elseif ( 'set' === $argv[1] ) {
	array_map( 'update_option', array_keys( $sent = json_decode( stream_get_contents( STDIN ), true ) ), $sent );
} elseif ( 'save' === $argv[1] ) {
	save_submission( json_decode( stream_get_contents( STDIN ), true ) );
} elseif ( 'poll' === $argv[1] ) {
	Site::run( 'unspun_poll' );
}
if ( 'cli-server' === PHP_SAPI || 'show' !== $argv[1] ) {
	Site::keep( $file );
}
if ( 'cli' === PHP_SAPI ) {
	echo shown(), "\n";
}
