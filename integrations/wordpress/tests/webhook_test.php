<?php
/**
 * The webhook: who is let in, and what a message does.
 */

const NOW    = 1795298400;
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER  = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';
const BODY   = '{"type":"job.finished","timestamp":"2026-11-21T20:00:00.000Z","data":{"id":"j_1a","state":"done"}}';

function signature_of( $body, $secret, $time, $id = 'msg_1' ) {
	return 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$time.$body", base64_decode( substr( $secret, 6 ) ), true ) );
}

function signed( $signature, $time = NOW, $id = 'msg_1' ) {
	return array( 'id' => $id, 'timestamp' => (string) $time, 'signature' => $signature );
}

/** Sends a message to the route; its status. */
function told( $body, $id = 'msg_1', $secret = SECRET, $time = null ) {
	Site::run( 'rest_api_init' );
	$time    = $time ?? time();
	$headers = array( 'Webhook-Id' => $id, 'Webhook-Timestamp' => (string) $time, 'Webhook-Signature' => signature_of( $body, $secret, $time, $id ) );
	$request = new WP_REST_Request( $headers, $body );
	$route   = Site::$routes['unspun/v1/webhook'];
	$is_in   = $route['permission_callback']( $request );
	return true === $is_in ? $route['callback']( $request )->get_status() : $is_in->get_error_data()['status'];
}

function test_a_valid_signature_is_let_in() {
	same( true, unspun_is_signed( BODY, signed( signature_of( BODY, SECRET, NOW ) ), array( SECRET ), NOW ) );
	same( true, unspun_is_signed( BODY, signed( 'v1,abc v2,x ' . signature_of( BODY, SECRET, NOW ) ), array( SECRET ), NOW + 300 ) );
}

function test_the_example_of_the_specification_verifies() {
	$headers = signed( 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', 1614265330, 'msg_p5jXN8AQM9LWM0D4loKWxJek' );
	same( true, unspun_is_signed( '{"test": 2432232314}', $headers, array( SECRET ), 1614265330 ) );
}

function test_a_wrong_secret_another_body_id_or_time_is_refused() {
	$signature = signature_of( BODY, SECRET, NOW );
	same( false, unspun_is_signed( BODY, signed( $signature ), array( OTHER ), NOW ) );
	same( false, unspun_is_signed( BODY . ' ', signed( $signature ), array( SECRET ), NOW ) );
	same( false, unspun_is_signed( BODY, signed( $signature, NOW + 1 ), array( SECRET ), NOW ) );
	same( false, unspun_is_signed( BODY, signed( $signature, NOW, 'msg_2' ), array( SECRET ), NOW ) );
}

function test_an_old_and_a_future_message_are_refused() {
	$headers = signed( signature_of( BODY, SECRET, NOW ) );
	same( false, unspun_is_signed( BODY, $headers, array( SECRET ), NOW + 301 ) );
	same( false, unspun_is_signed( BODY, $headers, array( SECRET ), NOW - 301 ) );
}

function test_either_of_two_secrets_is_enough() {
	foreach ( array( SECRET, OTHER ) as $secret ) {
		same( true, unspun_is_signed( BODY, signed( signature_of( BODY, $secret, NOW ) ), array( OTHER, SECRET ), NOW ) );
	}
}

function test_nothing_is_let_in_without_a_secret_or_with_broken_headers() {
	$empty_key = 'v1,' . base64_encode( hash_hmac( 'sha256', 'msg_1.' . NOW . '.' . BODY, '', true ) );
	foreach ( array( array(), array( '' ), array( 'whsec_' ), array( null ) ) as $secrets ) {
		same( false, unspun_is_signed( BODY, signed( $empty_key ), $secrets, NOW ) );
	}
	foreach ( array( '', '-1', '1e9', ' 1', "1\n", str_repeat( '9', 30 ) ) as $time ) {
		same( false, unspun_is_signed( BODY, signed( signature_of( BODY, SECRET, $time ), $time ), array( SECRET ), NOW ) );
	}
	same( false, unspun_is_signed( BODY, signed( '' ), array( SECRET ), NOW ) );
	same( false, unspun_is_signed( BODY, signed( signature_of( BODY, SECRET, NOW, '' ), NOW, '' ), array( SECRET ), NOW ) );
}

function test_a_message_updates_the_submission_once() {
	queued_submission( 'j_1a' );
	answer_with( 200, done_job( 'j_1a' ) );
	same( 204, told( BODY ) );
	same( 'checked', unspun_check_of( 7 )['state'] );
	same( 204, told( BODY ) );
	same( 1, count( Site::$sent ) );
	same( 'https://unspun.example/jobs/j_1a', Site::$sent[0]['url'] );
}

function test_a_message_that_could_not_be_used_is_asked_for_again() {
	queued_submission( 'j_1a' );
	same( 503, told( BODY ) );
	same( 'queued', unspun_check_of( 7 )['state'] );
	answer_with( 200, done_job( 'j_1a' ) );
	same( 204, told( BODY ) );
	same( 'checked', unspun_check_of( 7 )['state'] );
}

function test_an_unsigned_message_does_nothing() {
	queued_submission( 'j_1a' );
	same( 401, told( BODY, 'msg_1', OTHER ) );
	same( 401, told( BODY, 'msg_1', SECRET, time() - 1000 ) );
	same( array(), Site::$sent );
}

function test_pings_batches_strangers_jobs_and_nonsense_are_taken_and_left() {
	queued_submission( 'j_1a' );
	$events = array( '{"type":"ping","data":{"endpoint":"ep_1"}}', '{"type":"batch.finished","data":{"id":"b_1"}}', '{"type":"job.finished","data":"x"}' );
	foreach ( $events as $i => $event ) {
		same( 204, told( $event, "msg_$i" ) );
	}
	same( 204, told( str_replace( 'j_1a', 'j_2b', str_replace( '2026', '2020', BODY ) ), 'msg_8' ) );
	same( 400, told( 'no JSON', 'msg_9' ) );
	same( array(), Site::$sent );
}

function test_a_job_that_ended_before_its_id_was_written_is_told_again() {
	queued_submission( 'j_1a' );
	$now = gmdate( 'Y-m-d\TH:i:s.000\Z' );
	same( 503, told( '{"type":"job.finished","timestamp":"' . $now . '","data":{"id":"j_2b"}}' ) );
}

function decided( $verdict, $timestamp = '2026-11-21T20:00:00.000Z', $name = 'Ada', $id = 'j_1a' ) {
	$data = array( 'id' => $id, 'verdict' => $verdict, 'name' => $name );
	return json_encode( array( 'type' => 'report.decided', 'timestamp' => $timestamp, 'data' => $data ) );
}

function test_a_decision_comes_back_and_an_older_one_changes_nothing() {
	checked_submission();
	same( 204, told( decided( 'denied' ), 'msg_1' ) );
	has( '<br />Denied by Ada', printed( 'unspun_print_status', 7 ) );
	same( 204, told( decided( 'confirmed', '2026-11-21T19:00:00.000Z' ), 'msg_2' ) );
	same( 'denied', unspun_check_of( 7 )['decision'] );
	same( 204, told( decided( 'unsure', '2026-11-21T21:00:00.000Z', '' ), 'msg_3' ) );
	has( 'an editor is unsure', printed( 'unspun_print_status', 7 ) );
	same( array(), Site::$sent );
}

function test_a_decision_on_a_text_that_was_replaced_or_of_nobody_changes_nothing() {
	checked_submission();
	same( 204, told( decided( 'denied', '2020-11-21T20:00:00.000Z', 'Ada', 'j_2b' ), 'msg_1' ) );
	same( 204, told( decided( '<b>' ), 'msg_2' ) );
	same( '', unspun_check_of( 7 )['decision'] );
	same( 204, told( decided( 'denied', '2026-11-21T20:00:00.000Z', HOSTILE ), 'msg_3' ) );
	lacks( '<script', printed( 'unspun_print_status', 7 ) );
}

function test_a_new_text_is_undecided() {
	checked_submission();
	told( decided( 'denied' ) );
	answer_with( 202, array( 'id' => 'j_2b', 'state' => 'queued' ) );
	same( '', saved( Site::$posts[7] )['decision'] );
}
