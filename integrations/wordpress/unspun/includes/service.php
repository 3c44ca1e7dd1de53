<?php
/**
 * The service over HTTP: what is sent, and what came back as a job, or a WP_Error that says why not.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/** Seconds that an editor or a webhook waits for the service at most. */
const UNSPUN_TIMEOUT = 5;

/** Answers that pass by themselves, or once somebody has mended the key: the same request is worth sending again. */
const UNSPUN_PASSING_STATUSES = array( 401, 403, 408, 409, 429, 500, 502, 503, 504 );

/**
 * Puts one pair into the queue.
 *
 * @param array  $pair `reference`, `suspect` and `custom_id` as `POST /jobs` takes them.
 * @param string $key  The Idempotency-Key: sent twice, the pair is one job.
 * @return array|WP_Error The job.
 */
function unspun_post_job( array $pair, $key ) {
	$body = wp_json_encode( $pair );
	if ( false === $body ) {
		return new WP_Error( 'unspun_refused', __( 'The text is not valid UTF-8.', 'unspun' ) );
	}
	$headers = array(
		'Content-Type'    => 'application/json',
		'Idempotency-Key' => $key,
	);
	return unspun_ask( 'POST', '/jobs', $headers, $body );
}

/**
 * Fetches a job.
 *
 * @param string $job_id The job's id.
 * @return array|WP_Error The job.
 */
function unspun_get_job( $job_id ) {
	return unspun_ask( 'GET', '/jobs/' . rawurlencode( $job_id ), array(), null );
}

/**
 * One request to the service.
 *
 * @param string      $method  GET or POST.
 * @param string      $path    Begins with a slash.
 * @param array       $headers Besides the key.
 * @param string|null $body    JSON.
 * @return array|WP_Error The job; the error `unspun_passing` is worth another try, `unspun_refused` is not.
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
	$url     = unspun_service_url() . $path;
	return unspun_read_job( 'POST' === $method ? wp_remote_post( $url, $request ) : wp_remote_get( $url, $request ) );
}

/**
 * What an answer means.
 *
 * @param array|WP_Error $answer What WordPress got.
 * @return array|WP_Error The job.
 */
function unspun_read_job( $answer ) {
	if ( is_wp_error( $answer ) ) {
		return new WP_Error( 'unspun_passing', __( 'The service could not be reached.', 'unspun' ) );
	}
	$status = (int) wp_remote_retrieve_response_code( $answer );
	$body   = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( in_array( $status, array( 200, 202 ), true ) && is_array( $body ) && unspun_is_job_id( $body['id'] ?? null ) ) {
		return $body;
	}
	$title = is_array( $body ) && is_string( $body['title'] ?? null ) ? $body['title'] : __( 'no answer of an Unspun service', 'unspun' );
	$code  = in_array( $status, UNSPUN_PASSING_STATUSES, true ) ? 'unspun_passing' : 'unspun_refused';
	/* translators: 1: title of the problem, 2: HTTP status. */
	return new WP_Error( $code, sprintf( __( '%1$s (status %2$d)', 'unspun' ), sanitize_text_field( $title ), $status ) );
}

/**
 * Whether this has the form of a job's id.
 *
 * @param mixed $value Anything.
 * @return bool
 */
function unspun_is_job_id( $value ) {
	return is_string( $value ) && 1 === preg_match( '/^j_[0-9a-f]{1,64}$/D', $value );
}
