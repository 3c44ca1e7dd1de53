<?php
/**
 * The way without webhooks: WP-Cron asks for jobs that are queued for long, and sends what could not be sent.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/** Seconds between two polls; a job that is queued for less is left to its webhook. */
const UNSPUN_POLL_SECONDS = 300;

/** Submissions of one poll. */
const UNSPUN_POLL_POSTS = 20;

/** Requests without an answer after which a poll ends: one that hangs takes five seconds. */
const UNSPUN_POLL_FAILURES = 3;

/**
 * Adds our interval to those of WordPress.
 *
 * @param array $schedules By name.
 * @return array
 */
function unspun_add_schedule( $schedules ) {
	$schedules['unspun_five_minutes'] = array(
		'interval' => UNSPUN_POLL_SECONDS,
		'display'  => __( 'Every five minutes', 'unspun' ),
	);
	return $schedules;
}

/**
 * Starts to poll, if that has not been done.
 */
function unspun_schedule_polling() {
	if ( ! wp_next_scheduled( 'unspun_poll' ) ) {
		wp_schedule_event( time() + UNSPUN_POLL_SECONDS, 'unspun_five_minutes', 'unspun_poll' );
	}
}

/**
 * One poll. Ends early when the service seems to be away.
 */
function unspun_poll() {
	if ( '' === unspun_service_url() ) {
		return;
	}
	$n_failures = 0;
	foreach ( unspun_find_posts( '_unspun_state', array( UNSPUN_QUEUED, UNSPUN_WAITING ), UNSPUN_POLL_POSTS ) as $post_id ) {
		$n_failures += unspun_poll_post( $post_id ) ? 0 : 1;
		if ( UNSPUN_POLL_FAILURES === $n_failures ) {
			return;
		}
	}
}

/**
 * Goes on with one submission.
 *
 * @param int $post_id The submission.
 * @return bool Whether the service answers.
 */
function unspun_poll_post( $post_id ) {
	$check = unspun_check_of( $post_id );
	if ( UNSPUN_QUEUED === $check['state'] ) {
		return time() - $check['since'] < UNSPUN_POLL_SECONDS || unspun_refresh( $post_id );
	}
	$post     = get_post( $post_id );
	$question = $post ? unspun_question_of( $post ) : array();
	if ( $question ) {
		unspun_send( $post_id, $question, $check );
		return UNSPUN_WAITING !== unspun_check_of( $post_id )['state'];
	}
	// Text or reference were taken away since.
	unspun_set_check( $post_id, unspun_outcome( UNSPUN_NOT_CHECKED, '' ) + $check );
	return true;
}
