<?php
/**
 * Removes everything that the plugin has stored: options, metas, and the remembered webhooks.
 *
 * @package Unspun
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

foreach ( array( 'unspun_service_url', 'unspun_api_key', 'unspun_webhook_secrets', 'unspun_library', 'unspun_fill', 'unspun_gone', 'unspun_post_types' ) as $unspun_option ) {
	delete_option( $unspun_option );
}
foreach ( array( '_unspun_check', '_unspun_state', '_unspun_job', '_unspun_reference_post', '_unspun_reference_text', '_unspun_library' ) as $unspun_meta ) {
	delete_post_meta_by_key( $unspun_meta );
}
wp_clear_scheduled_hook( 'unspun_poll' );
wp_clear_scheduled_hook( 'unspun_fill_step' );

global $wpdb;
foreach ( array( '_transient_unspun_seen_', '_transient_timeout_unspun_seen_' ) as $unspun_prefix ) {
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no call that deletes options by their beginning.
	$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( $unspun_prefix ) . '%' ) );
}
