<?php
/**
 * Saving a submission: what is sent, when, and what becomes of errors.
 */

function set_up_site() {
	Site::$options = array(
		'unspun_service_url'     => 'https://unspun.example',
		'unspun_api_key'         => 'unspun_abcdefgh12345678',
		'unspun_webhook_secrets' => array( SECRET ),
		'unspun_post_types'      => array( 'post' ),
	);
}

function submission( $content = "The overseas minister said so.\n\nTwice.", array $more = array() ) {
	set_up_site();
	Site::post( 3, 'The foreign minister said so.' );
	Site::$metas[7]['_unspun_reference_post'] = 3;
	return Site::post( 7, $content, $more );
}

function queued_submission( $job_id, $since = 0 ) {
	submission();
	unspun_set_check( 7, array( 'hash' => 'x', 'attempt' => 1, 'since' => $since ) + unspun_outcome( 'queued', $job_id ) );
}

function answer_with( $status, array $body ) {
	Site::$http = function () use ( $status, $body ) {
		return array( 'response' => array( 'code' => $status ), 'body' => json_encode( $body ) );
	};
}

function done_job( $id, array $report = array() ) {
	$report += array( 'measured' => true, 'label' => 'spun', 'probability' => 0.973 );
	return array( 'id' => $id, 'state' => 'done', 'report' => $report, 'error' => null );
}

function saved( $post ) {
	Site::run( 'save_post', $post->ID, $post, true );
	return unspun_check_of( $post->ID );
}

function test_saving_posts_the_pair_once() {
	$post = submission();
	answer_with( 202, array( 'id' => 'j_1a', 'state' => 'queued' ) );
	$check = saved( $post );
	saved( $post );
	same( 1, count( Site::$sent ) );
	$sent = Site::$sent[0];
	same( array( 'https://unspun.example/jobs', 'POST', 5, 0 ), array( $sent['url'], $sent['method'], $sent['timeout'], $sent['redirection'] ) );
	same( 'Bearer unspun_abcdefgh12345678', $sent['headers']['Authorization'] );
	same( 64, strlen( $sent['headers']['Idempotency-Key'] ) );
	$pair = json_decode( $sent['body'], true );
	same( array( 'reference', 'custom_id', 'suspect' ), array_keys( $pair ) );
	same( "<p>The overseas minister said so.</p>\n<p>Twice.</p>\n", $pair['suspect']['html'] );
	same( array( 'queued', 'j_1a' ), array( $check['state'], $check['job'] ) );
}

function test_another_text_is_another_job() {
	$post = submission();
	answer_with( 202, array( 'id' => 'j_1a', 'state' => 'queued' ) );
	saved( $post );
	$post->post_content = 'Another text.';
	answer_with( 202, array( 'id' => 'j_2b', 'state' => 'queued' ) );
	same( 'j_2b', saved( $post )['job'] );
	same( false, Site::$sent[0]['headers']['Idempotency-Key'] === Site::$sent[1]['headers']['Idempotency-Key'] );
}

function test_what_is_no_editors_save_is_passed_over() {
	saved( submission( 'A text.', array( 'post_type' => 'revision' ) ) );
	saved( submission( 'A text.', array( 'post_name' => '7-autosave-v1' ) ) );
	saved( submission( 'A text.', array( 'post_type' => 'page' ) ) );
	saved( submission( 'A text.', array( 'post_status' => 'auto-draft' ) ) );
	saved( submission( 'A text.', array( 'post_status' => 'trash' ) ) );
	$_REQUEST['bulk_edit'] = 'Update';
	saved( submission() );
	same( array(), Site::$sent );
}

function test_without_text_reference_or_service_nothing_is_sent() {
	saved( submission( " <p> </p> [gallery ids='1'] " ) );
	$post = submission();
	unset( Site::$metas[7]['_unspun_reference_post'] );
	saved( $post );
	$post = submission();
	Site::$options['unspun_service_url'] = '';
	same( '', saved( $post )['state'] );
	same( array(), Site::$sent );
}

function test_blocks_are_sent_as_they_are_and_pasted_text_comes_first() {
	$post = submission( '<!-- wp:paragraph --><p>A text.</p><!-- /wp:paragraph -->' );
	Site::$metas[7]['_unspun_reference_text'] = 'Pasted.';
	saved( $post );
	$pair = json_decode( Site::$sent[0]['body'], true );
	same( '<!-- wp:paragraph --><p>A text.</p><!-- /wp:paragraph -->', $pair['suspect']['html'] );
	same( "<p>Pasted.</p>\n", $pair['reference']['html'] );
}

function test_a_service_that_is_away_is_tried_again_with_the_same_key() {
	$check = saved( submission() );
	same( array( 'waiting', 'The service could not be reached.' ), array( $check['state'], $check['reason'] ) );
	answer_with( 202, array( 'id' => 'j_1a', 'state' => 'queued' ) );
	Site::run( 'unspun_poll' );
	same( array( 'queued', 'j_1a' ), array( unspun_check_of( 7 )['state'], unspun_check_of( 7 )['job'] ) );
	same( Site::$sent[0]['headers']['Idempotency-Key'], Site::$sent[1]['headers']['Idempotency-Key'] );
}

function test_after_a_day_of_trying_it_is_given_up() {
	saved( submission() );
	Site::$metas[7]['_unspun_check']['since'] -= 86401;
	Site::run( 'unspun_poll' );
	same( 'failed', unspun_check_of( 7 )['state'] );
}

function test_a_refusal_is_a_state_with_its_reason() {
	answer_with( 413, array( 'title' => 'A text is <b>too</b> long' ) );
	$check = saved( submission() );
	same( array( 'failed', 'A text is too long (status 413)' ), array( $check['state'], $check['reason'] ) );
	same( '', unspun_check_of( 7 )['job'] );
}

function test_answers_of_strangers_are_no_faults() {
	foreach ( array( array( 200, array() ), array( 202, array( 'id' => '../x' ) ), array( 202, array( 'id' => array() ) ), array( 302, array() ) ) as $answer ) {
		answer_with( ...$answer );
		$post = submission( 'A text ' . count( Site::$sent ) );
		same( 'failed', saved( $post )['state'] );
	}
}

function test_text_that_is_not_utf8_is_a_state() {
	same( array( 'failed', 'The text is not valid UTF-8.' ), array_values( array_intersect_key( saved( submission( "A \xff text." ) ), array( 'state' => 1, 'reason' => 1 ) ) ) );
}

function test_every_end_of_a_job_is_a_state() {
	$ends = array(
		array( done_job( 'j_1' ), 'checked', 'Spun, probability 97 %' ),
		array( done_job( 'j_1', array( 'probability' => 0.998 ) ), 'checked', 'Spun, probability 99 %' ),
		array( done_job( 'j_1', array( 'measured' => false, 'not_measured_reason' => 'too short' ) ), 'not_measured', 'Not measured: too short' ),
		array( array( 'id' => 'j_1', 'state' => 'failed', 'error' => array( 'title' => 'Unreadable' ) ), 'failed', 'Failed: Unreadable' ),
		array( array( 'id' => 'j_1', 'state' => 'cancelled' ), 'failed', 'Failed: The job was cancelled.' ),
		array( array( 'id' => 'j_1', 'state' => 'done', 'report' => null ), 'failed', 'Failed: The report has been deleted.' ),
		array( array( 'id' => 'j_1', 'state' => 'running' ), 'queued', 'Queued' ),
	);
	foreach ( $ends as list( $job, $state, $text ) ) {
		queued_submission( 'j_1' );
		answer_with( 200, $job );
		same( true, unspun_refresh( 7 ) );
		same( array( $state, $text ), array( unspun_check_of( 7 )['state'], unspun_status_text( unspun_check_of( 7 ) ) ) );
	}
}

function test_an_answer_for_a_text_that_was_replaced_is_dropped() {
	queued_submission( 'j_1' );
	Site::$http = function () {
		unspun_set_check( 7, array( 'hash' => 'y', 'attempt' => 2, 'since' => 0 ) + unspun_outcome( 'queued', 'j_2' ) );
		return array( 'response' => array( 'code' => 200 ), 'body' => json_encode( done_job( 'j_1' ) ) );
	};
	unspun_refresh( 7 );
	same( array( 'queued', 'j_2' ), array( unspun_check_of( 7 )['state'], unspun_check_of( 7 )['job'] ) );
}

function test_the_poll_asks_for_jobs_that_are_queued_for_long() {
	queued_submission( 'j_1', time() );
	answer_with( 200, done_job( 'j_1' ) );
	Site::run( 'unspun_poll' );
	same( array(), Site::$sent );
	queued_submission( 'j_1', time() - 301 );
	Site::run( 'unspun_poll' );
	same( 'checked', unspun_check_of( 7 )['state'] );
}

function test_the_poll_ends_when_the_service_is_away() {
	set_up_site();
	foreach ( range( 1, 9 ) as $id ) {
		Site::post( $id, 'A text.' );
		unspun_set_check( $id, array( 'hash' => 'x', 'attempt' => 1, 'since' => 0 ) + unspun_outcome( 'queued', 'j_' . $id ) );
	}
	Site::run( 'unspun_poll' );
	same( 3, count( Site::$sent ) );
}

function test_a_long_reason_is_cut_between_characters() {
	same( str_repeat( 'ä', 300 ), unspun_text( str_repeat( 'ä', 400 ) ) );
}

function test_quotes_and_backslashes_survive_the_store() {
	submission();
	unspun_set_check( 7, array( 'hash' => 'x', 'attempt' => 1, 'since' => 0 ) + unspun_outcome( 'failed', '', 'a "b" \\ c' ) );
	same( 'a "b" \\ c', unspun_check_of( 7 )['reason'] );
}
