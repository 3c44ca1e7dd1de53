<?php
/**
 * What an editor sees and may do; the settings; and what is left after the plugin is deleted.
 */

const HOSTILE = '"><script>alert(1)</script>';

function printed( $function, ...$arguments ) {
	ob_start();
	$function( ...$arguments );
	return ob_get_clean();
}

function ended( $function ) {
	try {
		$function();
	} catch ( Ended $end ) {
		return $end->getMessage();
	}
	return 'went on';
}

function checked_submission( array $more = array() ) {
	submission();
	unspun_set_check( 7, $more + array( 'hash' => 'x', 'attempt' => 1, 'since' => 0, 'label' => 'spun', 'probability' => 0.9 ) + unspun_outcome( 'checked', 'j_1a' ) );
}

function test_the_evidence_is_linked_once_there_is_some() {
	checked_submission();
	has( 'Spun, probability 90 % <a href="https://unspun.example/reports/j_1a"', printed( 'unspun_print_status', 7 ) );
	queued_submission( 'j_1a' );
	same( 'Queued', printed( 'unspun_print_status', 7 ) );
	same( 'Not checked', printed( 'unspun_print_status', 8 ) );
}

function test_hostile_labels_reasons_and_references_are_escaped() {
	checked_submission( array( 'label' => HOSTILE, 'reason' => HOSTILE ) );
	Site::$metas[7]['_unspun_reference_text'] = '</textarea>' . HOSTILE;
	$pages = array( printed( 'unspun_print_meta_box', get_post( 7 ) ), printed( 'unspun_print_column', 'unspun', 7 ) );
	checked_submission( array( 'state' => 'failed', 'reason' => HOSTILE ) );
	$pages[] = printed( 'unspun_print_column', 'unspun', 7 );
	foreach ( $pages as $page ) {
		lacks( '<script', $page );
		lacks( '</textarea>"', $page );
		has( '&lt;script&gt;', $page );
	}
}

function test_a_hostile_report_is_plain_text_before_it_is_stored() {
	queued_submission( 'j_1a' );
	answer_with( 200, done_job( 'j_1a', array( 'label' => HOSTILE, 'probability' => 'many' ) ) );
	unspun_refresh( 7 );
	lacks( '<script', unspun_check_of( 7 )['label'] );
	same( 0.0, unspun_check_of( 7 )['probability'] );
	answer_with( 200, done_job( 'j_1a', array( 'label' => array( 'x' ) ) ) );
	same( true, unspun_refresh( 7 ) );
}

function test_other_columns_are_left_alone() {
	same( '', printed( 'unspun_print_column', 'title', 7 ) );
	same( array( 'title', 'unspun' ), array_keys( unspun_add_column( array( 'title' => 'Title' ) ) ) );
}

function test_the_button_sends_what_was_checked_and_asks_for_what_is_queued() {
	checked_submission();
	answer_with( 202, array( 'id' => 'j_2b', 'state' => 'queued' ) );
	$_GET = array( 'post' => '7', '_wpnonce' => wp_create_nonce( 'unspun_check_7' ) );
	same( 'redirected: https://site.example/wp-admin/post.php?post=7', ended( 'unspun_on_button' ) );
	same( 'j_2b', unspun_check_of( 7 )['job'] );
	ended( 'unspun_on_button' );
	same( 'GET', Site::$sent[1]['method'] );
}

function test_the_button_refuses_a_wrong_nonce_and_who_may_not_edit() {
	checked_submission();
	$_GET = array( 'post' => '7', '_wpnonce' => wp_create_nonce( 'unspun_check_8' ) );
	same( 'died: The link has expired.', ended( 'unspun_on_button' ) );
	$_GET['_wpnonce'] = wp_create_nonce( 'unspun_check_7' );
	Site::$user       = array( 'edit_post 8' );
	same( 'died: You may not check this post.', ended( 'unspun_on_button' ) );
	same( array(), Site::$sent );
}

function with_reference( $named, $text = '' ) {
	submission();
	Site::$metas[7] = array();
	$_POST          = array(
		'unspun_nonce'          => wp_create_nonce( 'unspun_reference_7' ),
		'unspun_reference_post' => $named,
		'unspun_reference_text' => $text,
	);
	unspun_save_reference( 7 );
	return get_post_meta( 7, '_unspun_reference_post', true );
}

function test_a_reference_is_named_by_number_or_address() {
	same( 3, with_reference( '3' ) );
	same( 3, with_reference( 'https://site.example/?p=3' ) );
	foreach ( array( '', '0', '99', '7', 'https://other.example/?p=3', 'javascript:3', '-3' ) as $named ) {
		same( '', with_reference( $named ) );
	}
}

function test_a_reference_that_the_editor_may_not_read_is_refused() {
	Site::$user = array( 'edit_post', 'read_post 4' );
	same( '', with_reference( '3' ) );
}

function test_a_reference_needs_nonce_and_capability() {
	Site::$user = array( 'read_post', 'edit_post 8' );
	same( '', with_reference( '3' ) );
	Site::$user = array( 'read_post', 'edit_post' );
	same( 3, with_reference( '3' ) );
	$_POST['unspun_nonce']          = 'x';
	$_POST['unspun_reference_post'] = '';
	unspun_save_reference( 7 );
	same( 3, get_post_meta( 7, '_unspun_reference_post', true ) );
}

function test_pasted_text_is_cleaned() {
	with_reference( '', "It\\'s said.<script>x</script>" );
	same( "It's said.", get_post_meta( 7, '_unspun_reference_text', true ) );
}

function test_secrets_are_stored_and_never_printed() {
	set_up_site();
	$page = printed( 'unspun_print_settings_page' );
	lacks( SECRET, $page );
	lacks( 'unspun_abcdefgh12345678', $page );
	has( 'A key is stored.', $page );
	has( 'https://site.example/wp-json/unspun/v1/webhook', $page );
	Site::$user = array();
	same( '', printed( 'unspun_print_settings_page' ) );
}

function test_an_empty_or_broken_field_keeps_what_is_stored() {
	set_up_site();
	foreach ( array( '', ' ', 'x', array(), null, "unspun_abcdefgh1234\nX: y" ) as $sent ) {
		same( 'unspun_abcdefgh12345678', unspun_clean_key( $sent ) );
	}
	same( 2, count( Site::$complaints ) );
	same( array( SECRET ), unspun_clean_secrets( '' ) );
	same( array( SECRET ), unspun_clean_secrets( 'my password' ) );
	same( 3, count( Site::$complaints ) );
	lacks( 'my password', implode( Site::$complaints ) );
	same( 'unspun_new_key-123', unspun_clean_key( ' unspun_new_key-123 ' ) );
}

function test_the_newest_two_secrets_are_kept() {
	set_up_site();
	same( array( OTHER, SECRET ), unspun_clean_secrets( OTHER ) );
	same( array( OTHER, SECRET ), unspun_clean_secrets( unspun_clean_secrets( OTHER ) ) );
	update_option( 'unspun_webhook_secrets', array( OTHER, SECRET ) );
	$third = 'whsec_' . base64_encode( str_repeat( 'x', 24 ) );
	same( array( $third, OTHER ), unspun_clean_secrets( $third ) );
}

function test_addresses_and_post_types_are_cleaned() {
	same( 'https://unspun.example/x', unspun_clean_url( ' https://unspun.example/x/ ' ) );
	same( '', unspun_clean_url( 'javascript:alert(1)' ) );
	same( '', unspun_clean_url( array() ) );
	same( array( 'post', 'essay' ), unspun_clean_post_types( array( 'post', 'essay', 'nope', array() ) ) );
	same( array(), unspun_clean_post_types( null ) );
}

function test_secret_options_are_not_autoloaded_and_polling_starts_and_stops() {
	Site::run( 'activate' );
	same( array( 'no', 'no' ), array( get_option( 'autoload unspun_api_key' ), get_option( 'autoload unspun_webhook_secrets' ) ) );
	same( true, is_int( wp_next_scheduled( 'unspun_poll' ) ) );
	Site::run( 'deactivate' );
	same( false, wp_next_scheduled( 'unspun_poll' ) );
}

function test_nothing_is_left_after_uninstalling() {
	global $wpdb;
	Site::run( 'activate' );
	checked_submission();
	Site::$metas[7]['_unspun_reference_text'] = 'x';
	define( 'WP_UNINSTALL_PLUGIN', 'unspun' );
	require __DIR__ . '/../unspun/uninstall.php';
	same( array(), array_filter( array_keys( Site::$options ), function ( $name ) {
		return 0 === strpos( $name, 'unspun_' );
	} ) );
	same( array( 7 => array() ), Site::$metas );
	same( 2, count( Site::$queries ) );
	has( 'LIKE', Site::$queries[0] );
}

function test_the_open_screen_is_told_what_the_box_says_until_it_is_final() {
	queued_submission( 'j_1a' );
	Site::run( 'rest_api_init' );
	$route   = Site::$routes['unspun/v1/status/(?P<post>\\d+)'];
	$request = new WP_REST_Request( array(), '', array( 'post' => '7' ) );
	same( array( 'html' => 'Queued', 'is_final' => false ), $route['callback']( $request ) );
	checked_submission( array( 'label' => HOSTILE ) );
	same( array( printed( 'unspun_print_status', 7 ), true ), array_values( $route['callback']( $request ) ) );
	lacks( '<script', $route['callback']( $request )['html'] );
}

function test_the_open_screen_of_another_is_told_nothing() {
	Site::run( 'rest_api_init' );
	$route      = Site::$routes['unspun/v1/status/(?P<post>\\d+)'];
	$request    = new WP_REST_Request( array(), '', array( 'post' => '7' ) );
	Site::$user = array( 'edit_post 8' );
	same( false, $route['permission_callback']( $request ) );
	Site::$user = array( 'edit_post 7' );
	same( true, $route['permission_callback']( $request ) );
}
