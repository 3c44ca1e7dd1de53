<?php
/**
 * The state on the edit screen while it is open: the block editor saves without loading its page anew, and a verdict comes later.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/**
 * Declares `GET /wp-json/unspun/v1/status/{post}`: the state as the box prints it, and whether it will change by itself.
 */
function unspun_register_status() {
	register_rest_route(
		'unspun/v1',
		'/status/(?P<post>\d+)',
		array(
			'methods'             => 'GET',
			'callback'            => 'unspun_tell_status',
			'permission_callback' => 'unspun_may_see_status',
		)
	);
}

/**
 * Whether the visitor may edit the submission.
 *
 * @param WP_REST_Request $request What came in.
 * @return bool
 */
function unspun_may_see_status( $request ) {
	return current_user_can( 'edit_post', (int) $request['post'] );
}

/**
 * The state of a submission.
 *
 * @param WP_REST_Request $request What came in.
 * @return array
 */
function unspun_tell_status( $request ) {
	$post_id = (int) $request['post'];
	ob_start();
	unspun_print_status( $post_id );
	return array(
		'html'     => ob_get_clean(),
		'is_final' => ! in_array( unspun_check_of( $post_id )['state'], array( UNSPUN_QUEUED, UNSPUN_WAITING ), true ),
	);
}

/**
 * Loads the script that keeps the box up to date.
 *
 * @param string $screen The file name of the screen.
 */
function unspun_add_script( $screen ) {
	if ( in_array( $screen, array( 'post.php', 'post-new.php' ), true ) ) {
		$plugin = get_file_data( dirname( __DIR__ ) . '/unspun.php', array( 'Version' => 'Version' ) );
		wp_enqueue_script( 'unspun-status', plugins_url( 'status.js', dirname( __DIR__ ) . '/unspun.php' ), array( 'wp-api-fetch' ), $plugin['Version'], true );
	}
}
