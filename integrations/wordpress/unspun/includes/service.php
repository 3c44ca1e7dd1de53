<?php
/**
 * The service over HTTP: what is sent, and what came back, or a WP_Error that says why not.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/** Seconds that an editor or a webhook waits for the service at most. */
const UNSPUN_TIMEOUT = 5;

/** Answers that pass by themselves, or once somebody has mended the key: the same request is worth sending again. */
const UNSPUN_PASSING_STATUSES = array( 401, 403, 408, 409, 429, 500, 502, 503, 504 );

/**
 * Puts one question into the queue.
 *
 * @param string $path     `/jobs` or `/screenings`.
 * @param array  $question As that route takes it.
 * @param string $key      The Idempotency-Key: sent twice, the question is one job.
 * @return array|WP_Error The job, or the screening.
 */
function unspun_post_work( $path, array $question, $key ) {
	$headers = array( 'Idempotency-Key' => $key );
	if ( '/screenings' === $path ) {
		$headers['Prefer'] = 'respond-async';
	}
	return unspun_read_work( unspun_send_json( 'POST', $path, $headers, $question ) );
}

/**
 * Fetches a job, or a screening with what it found.
 *
 * @param string $id Its id.
 * @return array|WP_Error The job; a screening that is done has `screening` or `error` where a job has `report` or `error`.
 */
function unspun_get_work( $id ) {
	if ( ! unspun_is_screening( $id ) ) {
		return unspun_read_work( unspun_ask( 'GET', '/jobs/' . rawurlencode( $id ), array(), null ) );
	}
	$standing = unspun_read_work( unspun_ask( 'GET', '/screenings/' . rawurlencode( $id ), array(), null ) );
	if ( is_wp_error( $standing ) || 'done' !== ( $standing['state'] ?? '' ) ) {
		return $standing;
	}
	// One suspect was sent, so one line comes back.
	$line = unspun_ask( 'GET', '/screenings/' . rawurlencode( $id ) . '/results', array(), null );
	return is_wp_error( $line ) ? $line : array_intersect_key( $line, array_flip( array( 'screening', 'error' ) ) ) + $standing;
}

/**
 * A request with a body.
 *
 * @param string $method  POST or PUT.
 * @param string $path    Begins with a slash.
 * @param array  $headers Besides the key.
 * @param array  $content What is sent as JSON.
 * @return array|WP_Error What was answered.
 */
function unspun_send_json( $method, $path, array $headers, array $content ) {
	$body = wp_json_encode( $content );
	if ( false === $body ) {
		return new WP_Error( 'unspun_refused', __( 'The text is not valid UTF-8.', 'unspun' ) );
	}
	return unspun_ask( $method, $path, array( 'Content-Type' => 'application/json' ) + $headers, $body );
}

/**
 * One request to the service.
 *
 * @param string      $method  GET, POST, PUT or DELETE.
 * @param string      $path    Begins with a slash.
 * @param array       $headers Besides the key.
 * @param string|null $body    JSON.
 * @return array|WP_Error The JSON; the error `unspun_passing` is worth another try, `unspun_refused` is not.
 */
function unspun_ask( $method, $path, array $headers, $body ) {
	$headers += array( 'Accept' => 'application/json' );
	$api_key  = (string) get_option( 'unspun_api_key', '' );
	if ( '' !== $api_key ) {
		$headers['Authorization'] = 'Bearer ' . $api_key;
	}
	$request = array(
		'method'      => $method,
		'timeout'     => UNSPUN_TIMEOUT,
		// The key must not follow a redirect to another host.
		'redirection' => 0,
		'headers'     => $headers,
		'body'        => $body,
	);
	return unspun_read_answer( wp_remote_request( unspun_service_url() . $path, $request ) );
}

/**
 * What an answer means.
 *
 * @param array|WP_Error $answer What WordPress got.
 * @return array|WP_Error The JSON; empty where there was nothing to say.
 */
function unspun_read_answer( $answer ) {
	if ( is_wp_error( $answer ) ) {
		return new WP_Error( 'unspun_passing', __( 'The service could not be reached.', 'unspun' ), array( 'status' => 0 ) );
	}
	$status = (int) wp_remote_retrieve_response_code( $answer );
	$body   = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( 204 === $status || ( in_array( $status, array( 200, 201, 202 ), true ) && is_array( $body ) ) ) {
		return is_array( $body ) ? $body : array();
	}
	$title = is_array( $body ) && is_string( $body['title'] ?? null ) ? $body['title'] : __( 'no answer of an Unspun service', 'unspun' );
	$code  = in_array( $status, UNSPUN_PASSING_STATUSES, true ) ? 'unspun_passing' : 'unspun_refused';
	/* translators: 1: title of the problem, 2: HTTP status. */
	$message = sprintf( __( '%1$s (status %2$d)', 'unspun' ), sanitize_text_field( $title ), $status );
	return new WP_Error( $code, $message, array( 'status' => $status ) );
}

/**
 * An answer that must be a job or a screening.
 *
 * @param array|WP_Error $answer The JSON.
 * @return array|WP_Error The same, or why it is none.
 */
function unspun_read_work( $answer ) {
	if ( is_wp_error( $answer ) || unspun_is_work_id( $answer['id'] ?? null ) ) {
		return $answer;
	}
	return new WP_Error( 'unspun_refused', __( 'no answer of an Unspun service', 'unspun' ) );
}

/**
 * Whether this has the form of a job's or a screening's id.
 *
 * @param mixed $value Anything.
 * @return bool
 */
function unspun_is_work_id( $value ) {
	return is_string( $value ) && 1 === preg_match( '/^[js]_[0-9a-f]{1,64}$/D', $value );
}

/**
 * Whether an id is a screening's.
 *
 * @param string $id An id.
 * @return bool
 */
function unspun_is_screening( $id ) {
	return 0 === strpos( $id, 's_' );
}
