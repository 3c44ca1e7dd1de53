<?php
/**
 * Plugin Name:       Unspun
 * Description:       Asks your Unspun service whether a submission was made from a reference article, or from one that this site published, by swapping words, and shows the answer on the edit screen.
 * Version:           1.1.0
 * Requires at least: 5.6
 * Requires PHP:      7.4
 * Author:            The Unspun project
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       unspun
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/settings.php';
require_once __DIR__ . '/includes/service.php';
require_once __DIR__ . '/includes/reference.php';
require_once __DIR__ . '/includes/check.php';
require_once __DIR__ . '/includes/library.php';
require_once __DIR__ . '/includes/webhook.php';
require_once __DIR__ . '/includes/screens.php';
require_once __DIR__ . '/includes/status.php';
require_once __DIR__ . '/includes/polling.php';

register_activation_hook( __FILE__, 'unspun_activate' );
register_deactivation_hook( __FILE__, 'unspun_deactivate' );

add_action( 'admin_init', 'unspun_register_settings' );
add_action( 'admin_menu', 'unspun_add_settings_page' );
add_action( 'admin_init', 'unspun_add_columns' );
add_action( 'add_meta_boxes', 'unspun_add_meta_box' );
add_action( 'save_post', 'unspun_save_reference', 10 );
add_action( 'save_post', 'unspun_on_save', 20, 2 );
add_action( 'save_post', 'unspun_follow_post', 30, 2 );
add_action( 'before_delete_post', 'unspun_forget_post' );
add_action( 'admin_post_unspun_check', 'unspun_on_button' );
add_action( 'admin_post_unspun_fill', 'unspun_on_fill' );
add_action( 'unspun_fill_step', 'unspun_fill_step' );
add_action( 'rest_api_init', 'unspun_register_route' );
add_action( 'rest_api_init', 'unspun_register_status' );
add_action( 'admin_enqueue_scripts', 'unspun_add_script' );
add_action( 'unspun_poll', 'unspun_poll' );
add_action( 'unspun_poll', 'unspun_poll_library' );
add_action( 'unspun_poll', 'unspun_fill_step' );
// phpcs:ignore WordPress.WP.CronInterval.CronSchedulesInterval -- five minutes; a poll asks for twenty posts at most.
add_filter( 'cron_schedules', 'unspun_add_schedule' );

/**
 * Makes the options, the secret ones out of the autoloaded cache, and starts to poll.
 */
function unspun_activate() {
	add_option( 'unspun_service_url', '' );
	add_option( 'unspun_api_key', '', '', 'no' );
	add_option( 'unspun_webhook_secrets', array(), '', 'no' );
	add_option( 'unspun_library', '' );
	add_option( 'unspun_post_types', array( 'post' ) );
	unspun_schedule_polling();
}

/**
 * Stops polling; settings and results stay until the plugin is deleted.
 */
function unspun_deactivate() {
	wp_clear_scheduled_hook( 'unspun_poll' );
	wp_clear_scheduled_hook( 'unspun_fill_step' );
}
