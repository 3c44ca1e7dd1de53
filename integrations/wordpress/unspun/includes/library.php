<?php
/**
 * The library on the service: what this site has published, so that submissions without a reference can be traced to it.
 *
 * A post enters when it is published, changes with it, and leaves when it is withdrawn. What the service could not be told is `due` and
 * told again by the poll. What was published before is put in by a button, a hundred posts a step.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

const UNSPUN_SHELVED = 'shelved';
const UNSPUN_DUE     = 'due';

/** Posts of one step of the filling, seconds that a step may take, and seconds from one step to the next. */
const UNSPUN_FILL_POSTS   = 100;
const UNSPUN_FILL_SECONDS = 10;
const UNSPUN_FILL_PAUSE   = 15;

/**
 * The library's name on the service; empty as long as none is used.
 *
 * @return string
 */
function unspun_library() {
	return (string) get_option( 'unspun_library', '' );
}

/**
 * Whether a post belongs into the library: everybody may read it.
 *
 * @param WP_Post|null $post Any post.
 * @return bool
 */
function unspun_is_public( $post ) {
	return $post && 'publish' === $post->post_status && '' === $post->post_password && in_array( $post->post_type, unspun_post_types(), true );
}

/**
 * After a post was saved: the library follows. Bulk edits and imports wait for the poll.
 *
 * @param int     $post_id The post.
 * @param WP_Post $post    The same.
 */
function unspun_follow_post( $post_id, $post ) {
	if ( '' === unspun_service_url() || '' === unspun_library() || wp_is_post_autosave( $post_id ) || wp_is_post_revision( $post_id ) ) {
		return;
	}
	$is_shelved = '' !== (string) get_post_meta( $post_id, '_unspun_library', true );
	if ( ! unspun_is_public( $post ) && ! $is_shelved ) {
		return;
	}
	if ( unspun_is_passing_by( $post_id ) ) {
		unspun_set_meta( $post_id, '_unspun_library', UNSPUN_DUE );
	} else {
		unspun_shelve( $post );
	}
}

/**
 * Before a post is deleted for good: it leaves the library, later if the service is away now.
 *
 * @param int $post_id The post.
 */
function unspun_forget_post( $post_id ) {
	if ( '' !== (string) get_post_meta( $post_id, '_unspun_library', true ) && ! unspun_unshelve( $post_id ) ) {
		update_option( 'unspun_gone', array_merge( (array) get_option( 'unspun_gone', array() ), array( (int) $post_id ) ) );
	}
}

/**
 * Puts a public post into the library, or takes out one that is public no longer.
 *
 * @param WP_Post $post The post.
 * @return bool Whether the service has answered for good; if not, the post is due.
 */
function unspun_shelve( $post ) {
	$article = unspun_is_public( $post ) ? unspun_side_of( $post ) : array();
	if ( ! $article ) {
		$is_told = unspun_unshelve( $post->ID );
		unspun_set_meta( $post->ID, '_unspun_library', $is_told ? '' : UNSPUN_DUE );
		return $is_told;
	}
	$answer  = unspun_put_article( $post->ID, $article + array( 'source' => unspun_text( get_bloginfo( 'name' ) ) ) );
	$is_told = ! is_wp_error( $answer ) || 'unspun_refused' === $answer->get_error_code();
	$state   = is_wp_error( $answer ) ? $answer->get_error_message() : UNSPUN_SHELVED;
	unspun_set_meta( $post->ID, '_unspun_library', $is_told ? $state : UNSPUN_DUE );
	return $is_told;
}

/**
 * Puts an article into the library, which is made when it is missing.
 *
 * @param int   $post_id The post.
 * @param array $article As `PUT /libraries/…/articles/…` takes it.
 * @return array|WP_Error What was answered.
 */
function unspun_put_article( $post_id, array $article ) {
	$answer = unspun_send_json( 'PUT', unspun_article_path( $post_id ), array(), $article );
	if ( ! is_wp_error( $answer ) || 404 !== $answer->get_error_data()['status'] ) {
		return $answer;
	}
	$made = unspun_send_json( 'POST', '/libraries', array(), array( 'name' => unspun_library() ) );
	return is_wp_error( $made ) ? $made : unspun_send_json( 'PUT', unspun_article_path( $post_id ), array(), $article );
}

/**
 * Takes a post out of the library.
 *
 * @param int $post_id The post.
 * @return bool Whether it is out.
 */
function unspun_unshelve( $post_id ) {
	$answer = unspun_ask( 'DELETE', unspun_article_path( $post_id ), array(), null );
	return ! is_wp_error( $answer ) || 'unspun_refused' === $answer->get_error_code();
}

/**
 * Where a post stands in the library.
 *
 * @param int $post_id The post.
 * @return string
 */
function unspun_article_path( $post_id ) {
	return '/libraries/' . rawurlencode( unspun_library() ) . '/articles/post-' . (int) $post_id;
}

/**
 * The poll's part: posts that the service could not be told of. Ends when it seems to be away.
 */
function unspun_poll_library() {
	if ( '' === unspun_library() ) {
		return;
	}
	$gone = (array) get_option( 'unspun_gone', array() );
	while ( $gone && unspun_unshelve( $gone[0] ) ) {
		array_shift( $gone );
		update_option( 'unspun_gone', $gone );
	}
	foreach ( unspun_find_posts( '_unspun_library', array( UNSPUN_DUE ), UNSPUN_POLL_POSTS, get_post_stati() ) as $post_id ) {
		if ( ! unspun_shelve( get_post( $post_id ) ) ) {
			return;
		}
	}
}

/**
 * The button was pressed: all that is published goes into the library, from the first post on.
 */
function unspun_on_fill() {
	check_admin_referer( 'unspun_fill' );
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'You may not fill the library.', 'unspun' ), '', array( 'response' => 403 ) );
	}
	$begun = array(
		'after'   => 0,
		'in'      => 0,
		'refused' => 0,
		'is_done' => false,
	);
	update_option( 'unspun_fill', $begun );
	unspun_fill_step();
	wp_safe_redirect( admin_url( 'options-general.php?page=unspun' ) );
	exit;
}

/**
 * One step of the filling. Goes on by WP-Cron until all posts are in; a service that is away is waited for.
 */
function unspun_fill_step() {
	$fill = get_option( 'unspun_fill', array() );
	if ( ! $fill || $fill['is_done'] || '' === unspun_service_url() || '' === unspun_library() ) {
		return;
	}
	$ends_at = time() + UNSPUN_FILL_SECONDS;
	$posts   = unspun_published_after( $fill['after'] );
	foreach ( $posts as $post_id ) {
		if ( time() > $ends_at || ! unspun_shelve( get_post( $post_id ) ) ) {
			break;
		}
		$outcome       = UNSPUN_SHELVED === get_post_meta( $post_id, '_unspun_library', true ) ? 'in' : 'refused';
		$fill['after'] = $post_id;
		++$fill[ $outcome ];
	}
	$fill['is_done'] = count( $posts ) < UNSPUN_FILL_POSTS && $fill['after'] >= (int) end( $posts );
	update_option( 'unspun_fill', $fill );
	if ( ! $fill['is_done'] ) {
		wp_schedule_single_event( time() + UNSPUN_FILL_PAUSE, 'unspun_fill_step' );
	}
}

/**
 * The next published posts.
 *
 * @param int $post_id The last one that is in.
 * @return int[] Their ids, in order.
 */
function unspun_published_after( $post_id ) {
	global $wpdb;
	$types  = unspun_post_types();
	$marks  = implode( ', ', array_fill( 0, count( $types ), '%s' ) );
	$query  = "SELECT ID FROM {$wpdb->posts} WHERE post_status = 'publish' AND post_password = '' AND ID > %d AND post_type IN ($marks) ORDER BY ID LIMIT %d";
	$values = array_merge( array( $post_id ), $types, array( UNSPUN_FILL_POSTS ) );
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery, WordPress.DB.PreparedSQL.NotPrepared -- WordPress has no query for ids behind an id.
	return $types ? array_map( 'intval', $wpdb->get_col( $wpdb->prepare( $query, $values ) ) ) : array();
}

/**
 * How far the filling is, in words; not escaped.
 *
 * @return string
 */
function unspun_fill_text() {
	$fill = get_option( 'unspun_fill', array() );
	if ( ! $fill ) {
		return __( 'What is published from now on enters by itself.', 'unspun' );
	}
	/* translators: 1: articles in the library, 2: articles that the service refused. */
	$text = sprintf( __( '%1$d published articles were put into the library, %2$d were refused', 'unspun' ), $fill['in'], $fill['refused'] );
	return $text . ( $fill['is_done'] ? '.' : __( '; going on …', 'unspun' ) );
}
