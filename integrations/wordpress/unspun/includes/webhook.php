<?php
/**
 * The route that the service calls when a job has ended or an editor has decided: Standard Webhooks 1.0.0, symmetric signatures.
 *
 * The message names the job and holds no result; that is fetched with the API key. A decision stands in the message itself.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/** Seconds that a message's clock may differ from ours. */
const UNSPUN_TOLERANCE = 300;

/** Seconds for which the ids of messages are kept. */
const UNSPUN_REMEMBER = 172800;

/** Seconds that a save may take to write the id of its job. */
const UNSPUN_SAVE_SECONDS = 60;

/**
 * Declares `POST /wp-json/unspun/v1/webhook`.
 */
function unspun_register_route() {
	register_rest_route(
		'unspun/v1',
		'/webhook',
		array(
			'methods'             => 'POST',
			'callback'            => 'unspun_receive',
			'permission_callback' => 'unspun_admit',
		)
	);
}

/**
 * Lets in who signed with one of our secrets.
 *
 * @param WP_REST_Request $request What came in.
 * @return true|WP_Error
 */
function unspun_admit( $request ) {
	$secrets = (array) get_option( 'unspun_webhook_secrets', array() );
	$headers = array(
		'id'        => (string) $request->get_header( 'webhook-id' ),
		'timestamp' => (string) $request->get_header( 'webhook-timestamp' ),
		'signature' => (string) $request->get_header( 'webhook-signature' ),
	);
	if ( unspun_is_signed( $request->get_body(), $headers, $secrets, time() ) ) {
		return true;
	}
	return new WP_Error( 'unspun_signature', __( 'The signature or the time of this message is wrong.', 'unspun' ), array( 'status' => 401 ) );
}

/**
 * Whether a message carries a signature by one of the secrets and is of now.
 *
 * @param string   $body    As it came, byte by byte.
 * @param string[] $headers `id`, `timestamp` and `signature`.
 * @param string[] $secrets `whsec_…`, two while they are changed.
 * @param int      $now     Seconds since 1970.
 * @return bool
 */
function unspun_is_signed( $body, array $headers, array $secrets, $now ) {
	$time = $headers['timestamp'];
	if ( '' === $headers['id'] || ! preg_match( '/^[0-9]{1,12}$/D', $time ) || abs( $now - (int) $time ) > UNSPUN_TOLERANCE ) {
		return false;
	}
	foreach ( array_filter( $secrets, 'unspun_is_secret' ) as $secret ) {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- the secret's own form.
		$key      = base64_decode( substr( $secret, strlen( 'whsec_' ) ) );
		$expected = 'v1,' . base64_encode( hash_hmac( 'sha256', $headers['id'] . '.' . $time . '.' . $body, $key, true ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode
		foreach ( explode( ' ', $headers['signature'] ) as $signature ) {
			if ( hash_equals( $expected, $signature ) ) {
				return true;
			}
		}
	}
	return false;
}

/**
 * Takes a signed message. Anything but 2xx makes the service send it again.
 *
 * @param WP_REST_Request $request What came in.
 * @return WP_REST_Response
 */
function unspun_receive( $request ) {
	$seen = 'unspun_seen_' . md5( (string) $request->get_header( 'webhook-id' ) );
	if ( get_transient( $seen ) ) {
		return new WP_REST_Response( null, 204 );
	}
	$event  = json_decode( $request->get_body(), true );
	$status = is_array( $event ) ? unspun_take_event( $event ) : 400;
	if ( 204 === $status ) {
		// Remembered only now: what could not be done must be told again.
		set_transient( $seen, 1, UNSPUN_REMEMBER );
	}
	return new WP_REST_Response( null, $status );
}

/**
 * Does what an event asks for: what has ended is fetched, what an editor decided is written down.
 *
 * @param array $event `type`, `timestamp` and `data`.
 * @return int The HTTP status to answer with.
 */
function unspun_take_event( array $event ) {
	$actions = array(
		'job.finished'       => 'unspun_refresh',
		'screening.finished' => 'unspun_refresh',
		'report.decided'     => 'unspun_write_decision',
	);
	$action  = is_string( $event['type'] ?? null ) ? $actions[ $event['type'] ] ?? '' : '';
	$job_id  = $event['data']['id'] ?? null;
	if ( '' === $action || ! unspun_is_work_id( $job_id ) ) {
		return 204;
	}
	$told_at = (int) strtotime( unspun_text( $event['timestamp'] ?? '' ) );
	$post_id = unspun_find_by_job( $job_id );
	if ( $post_id ) {
		return $action( $post_id, $event['data'], $told_at ) ? 204 : 503;
	}
	// A quick job ends before the save that made it has written its id; a job of somebody else is never ours.
	return time() - $told_at < UNSPUN_SAVE_SECONDS ? 503 : 204;
}

/**
 * Writes what an editor decided on the evidence. Messages come in any order: an older decision changes nothing.
 *
 * @param int   $post_id The submission.
 * @param array $data    `verdict` and `name`.
 * @param int   $at      When it was decided, in seconds since 1970.
 * @return bool Always true: what is no verdict is left.
 */
function unspun_write_decision( $post_id, array $data, $at ) {
	$check   = unspun_check_of( $post_id );
	$verdict = $data['verdict'] ?? '';
	if ( in_array( $verdict, array( 'confirmed', 'denied', 'unsure' ), true ) && $at >= $check['decided_at'] ) {
		$decided = array(
			'decision'   => $verdict,
			'decided_by' => unspun_text( $data['name'] ?? '' ),
			'decided_at' => $at,
		);
		unspun_set_check( $post_id, $decided + $check );
	}
	return true;
}

/**
 * The submission with this job.
 *
 * @param string $job_id The job's id.
 * @return int 0 when there is none.
 */
function unspun_find_by_job( $job_id ) {
	return (int) current( unspun_find_posts( '_unspun_job', array( $job_id ), 1 ) );
}

/**
 * The submissions whose meta has one of some values.
 *
 * @param string   $key    The meta's name.
 * @param string[] $values The values.
 * @param int      $n_most How many at most.
 * @param mixed    $status Post statuses; `any` leaves out what lies in the trash.
 * @return int[] Their ids, those that were changed longest ago first.
 */
function unspun_find_posts( $key, array $values, $n_most, $status = 'any' ) {
	return get_posts(
		array(
			'post_type'        => unspun_post_types(),
			'post_status'      => $status,
			'fields'           => 'ids',
			'posts_per_page'   => $n_most,
			'orderby'          => 'modified',
			'order'            => 'ASC',
			'suppress_filters' => true,
			'meta_query'       => array( // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_query -- an indexed key; twenty rows.
				array(
					'key'     => $key,
					'value'   => $values,
					'compare' => 'IN',
				),
			),
		)
	);
}
