<?php
/**
 * The reference article of a submission: a post of this site, or a text that the editor pasted.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/**
 * Stores what the meta box holds. Only a post that the editor may read can become a reference.
 *
 * @param int $post_id The submission.
 */
function unspun_save_reference( $post_id ) {
	$nonce = isset( $_POST['unspun_nonce'] ) ? sanitize_text_field( wp_unslash( $_POST['unspun_nonce'] ) ) : '';
	if ( ! wp_verify_nonce( $nonce, 'unspun_reference_' . $post_id ) || ! current_user_can( 'edit_post', $post_id ) ) {
		return;
	}
	$named = isset( $_POST['unspun_reference_post'] ) ? sanitize_text_field( wp_unslash( $_POST['unspun_reference_post'] ) ) : '';
	$text  = isset( $_POST['unspun_reference_text'] ) ? wp_kses_post( wp_unslash( $_POST['unspun_reference_text'] ) ) : '';
	unspun_set_meta( $post_id, '_unspun_reference_post', unspun_find_reference( $named, $post_id ) );
	unspun_set_meta( $post_id, '_unspun_reference_text', trim( $text ) );
}

/**
 * The post that an editor named by its id or its address.
 *
 * @param string $named   `123` or `https://…`.
 * @param int    $post_id The submission, which is not its own reference.
 * @return int 0 when there is none that this editor may read.
 */
function unspun_find_reference( $named, $post_id ) {
	$found = ctype_digit( $named ) ? absint( $named ) : url_to_postid( esc_url_raw( $named ) );
	return $found && $found !== (int) $post_id && get_post( $found ) && current_user_can( 'read_post', $found ) ? $found : 0;
}

/**
 * The reference as `POST /jobs` takes it; the pasted text comes first.
 *
 * @param int $post_id The submission.
 * @return array Empty when there is no reference.
 */
function unspun_reference_side( $post_id ) {
	$pasted = (string) get_post_meta( $post_id, '_unspun_reference_text', true );
	if ( '' !== $pasted ) {
		return array( 'html' => wpautop( $pasted ) );
	}
	$post = get_post( (int) get_post_meta( $post_id, '_unspun_reference_post', true ) );
	return $post && (int) $post->ID !== (int) $post_id ? unspun_side_of( $post ) : array();
}

/**
 * A post's text as HTML, and what is known of it.
 *
 * @param WP_Post $post Any post.
 * @return array Empty when the post has no text.
 */
function unspun_side_of( $post ) {
	$content = strip_shortcodes( $post->post_content );
	if ( '' === trim( wp_strip_all_tags( $content ) ) ) {
		return array();
	}
	return array( 'html' => has_blocks( $content ) ? $content : wpautop( $content ) ) + unspun_facts_of( $post );
}

/**
 * What the service may know of a post besides its text, for the titles of reports and for who was first.
 *
 * @param WP_Post $post Any post.
 * @return string[] `title`, `author`, and of a published one `url` and `published`; nothing that is empty.
 */
function unspun_facts_of( $post ) {
	$facts = array(
		'title'  => unspun_text( html_entity_decode( $post->post_title, ENT_QUOTES, 'UTF-8' ) ),
		'author' => unspun_text( get_the_author_meta( 'display_name', (int) $post->post_author ) ),
	);
	if ( 'publish' === $post->post_status ) {
		$facts['url']       = esc_url_raw( (string) get_permalink( $post ) );
		$facts['published'] = (string) get_post_time( 'Y-m-d\TH:i:s\Z', true, $post );
	}
	return array_filter( $facts );
}

/**
 * Writes a value, or removes it when it is empty. WordPress takes slashes out of what it is given, so they go in first.
 *
 * @param int    $post_id The post.
 * @param string $key     The meta's name.
 * @param mixed  $value   What to store.
 */
function unspun_set_meta( $post_id, $key, $value ) {
	if ( empty( $value ) ) {
		delete_post_meta( $post_id, $key );
	} else {
		update_post_meta( $post_id, $key, wp_slash( $value ) );
	}
}
