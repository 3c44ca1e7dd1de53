<?php
/**
 * The library: what enters it and leaves it, the filling, and submissions without a reference.
 */

function library_site() {
	set_up_site();
	Site::$options['unspun_library'] = 'site';
}

/** The service's answers by method and the beginning of the path; anything else is not found. */
function service( array $answers ) {
	Site::$http = function ( $method, $url ) use ( $answers ) {
		foreach ( $answers as $asked => list( $status, $body ) ) {
			if ( 0 === strpos( $method . ' ' . substr( $url, strlen( 'https://unspun.example' ) ), $asked ) ) {
				return array( 'response' => array( 'code' => $status ), 'body' => is_string( $body ) ? $body : json_encode( $body ) );
			}
		}
		return array( 'response' => array( 'code' => 404 ), 'body' => '{"title":"No such library"}' );
	};
}

function taken() {
	service( array( 'PUT ' => array( 200, array( 'state' => 'added' ) ), 'DELETE ' => array( 204, '' ) ) );
}

function asked() {
	return array_map(
		function ( $sent ) {
			return $sent['method'] . ' ' . substr( $sent['url'], strlen( 'https://unspun.example' ) );
		},
		Site::$sent
	);
}

function saved_article( array $more = array() ) {
	$post = Site::post( 9, 'The ferry sank.', $more + array( 'post_title' => 'Ferry &amp; fog' ) );
	unspun_follow_post( 9, $post );
	return get_post_meta( 9, '_unspun_library', true );
}

function test_a_published_post_enters_the_library_with_its_facts() {
	library_site();
	taken();
	same( 'shelved', saved_article() );
	same( array( 'PUT /libraries/site/articles/post-9' ), asked() );
	$article = json_decode( Site::$sent[0]['body'], true );
	$facts   = array( 'title' => 'Ferry & fog', 'author' => 'Ada Reporter', 'url' => 'https://site.example/?p=9', 'published' => '2026-11-21T22:00:00Z', 'source' => 'The Harbour Post' );
	same( array( 'html' => "<p>The ferry sank.</p>\n" ) + $facts, $article );
}

function test_a_library_that_is_missing_is_made() {
	library_site();
	$n_puts     = 0;
	Site::$http = function ( $method ) use ( &$n_puts ) {
		$n_puts += 'PUT' === $method ? 1 : 0;
		$status  = 'POST' === $method ? 201 : ( 1 === $n_puts ? 404 : 200 );
		return array( 'response' => array( 'code' => $status ), 'body' => '{}' );
	};
	same( 'shelved', saved_article() );
	same( array( 'PUT /libraries/site/articles/post-9', 'POST /libraries', 'PUT /libraries/site/articles/post-9' ), asked() );
	same( array( 'name' => 'site' ), json_decode( Site::$sent[1]['body'], true ) );
}

function test_what_not_everybody_may_read_does_not_enter() {
	library_site();
	taken();
	foreach ( array( array( 'post_status' => 'draft' ), array( 'post_status' => 'private' ), array( 'post_password' => 'x' ), array( 'post_type' => 'page' ), array( 'post_name' => '9-autosave-v1' ) ) as $more ) {
		saved_article( $more );
	}
	Site::$options['unspun_library'] = '';
	saved_article();
	same( array(), asked() );
}

function test_a_withdrawn_post_leaves_and_so_does_a_deleted_one() {
	library_site();
	taken();
	saved_article();
	same( '', saved_article( array( 'post_status' => 'trash' ) ) );
	saved_article();
	Site::run( 'before_delete_post', 9 );
	same( array( 'PUT', 'DELETE', 'PUT', 'DELETE' ), array_column( Site::$sent, 'method' ) );
}

function test_what_the_service_was_not_told_is_told_by_the_poll() {
	library_site();
	same( 'due', saved_article() );
	taken();
	Site::run( 'unspun_poll' );
	same( 'shelved', get_post_meta( 9, '_unspun_library', true ) );
	Site::$http = function () {
		return new WP_Error( 'http_request_failed', 'away' );
	};
	Site::run( 'before_delete_post', 9 );
	Site::$metas = array();
	Site::$sent  = array();
	taken();
	Site::run( 'unspun_poll' );
	Site::run( 'unspun_poll' );
	same( array( 'DELETE /libraries/site/articles/post-9' ), asked() );
}

function test_a_bulk_edit_waits_for_the_poll() {
	library_site();
	taken();
	$_REQUEST['bulk_edit'] = 'Update';
	same( 'due', saved_article() );
	same( array(), asked() );
}

function test_the_filling_puts_in_all_that_is_published_and_goes_on_after_the_service_was_away() {
	library_site();
	foreach ( range( 1, 130 ) as $id ) {
		Site::post( $id, 'Text ' . $id, array( 'post_status' => 0 === $id % 10 ? 'draft' : 'publish' ) );
	}
	$n_answers  = 0;
	Site::$http = function () use ( &$n_answers ) {
		return ++$n_answers > 50 ? new WP_Error( 'http_request_failed', 'away' ) : array( 'response' => array( 'code' => 200 ), 'body' => '{}' );
	};
	$_GET['_wpnonce'] = wp_create_nonce( 'unspun_fill' );
	same( 'redirected: https://site.example/wp-admin/options-general.php?page=unspun', ended( 'unspun_on_fill' ) );
	same( '50 published articles were put into the library, 0 were refused; going on …', unspun_fill_text() );
	service( array( 'PUT /libraries/site/articles/post-77' => array( 422, array( 'title' => 'Unreadable' ) ), 'PUT ' => array( 200, array() ) ) );
	foreach ( range( 1, 4 ) as $step ) {
		Site::run( 'unspun_fill_step' );
	}
	same( '116 published articles were put into the library, 1 were refused.', unspun_fill_text() );
	same( 'Unreadable (status 422)', get_post_meta( 77, '_unspun_library', true ) );
}

function test_the_filling_needs_nonce_and_capability() {
	library_site();
	$_GET['_wpnonce'] = wp_create_nonce( 'unspun_fill' );
	Site::$user       = array( 'edit_post' );
	same( 'died: You may not fill the library.', ended( 'unspun_on_fill' ) );
	$_GET['_wpnonce'] = 'x';
	same( 'died: The link has expired.', ended( 'unspun_on_fill' ) );
	same( array(), asked() );
}

function traced( array $screening ) {
	library_site();
	$post = Site::post( 7, 'The overseas minister said so.', array( 'post_status' => 'pending' ) );
	service( array(
		'POST /screenings'             => array( 202, array( 'id' => 's_1a', 'state' => 'queued' ) ),
		'GET /screenings/s_1a/results' => array( 200, json_encode( array( 'line' => 1, 'screening' => $screening ) ) . "\n" ),
		'GET /screenings/s_1a'         => array( 200, array( 'id' => 's_1a', 'state' => 'done' ) ),
	) );
	saved( $post );
	same( true, unspun_refresh( 7 ) );
	return printed( 'unspun_print_status', 7 );
}

function source( array $more = array() ) {
	return $more + array( 'external_id' => 'post-3', 'title' => 'Talks', 'url' => 'https://site.example/?p=3&x=%C3%A9', 'probability' => 0.97 );
}

function test_a_submission_without_a_reference_is_traced_to_its_source() {
	$shown = traced( array( 'measured' => true, 'label' => 'spun', 'sources' => array( source() ) ) );
	has( 'Spun, probability 97 %, taken from <a href="https://site.example/?p=3&amp;x=%C3%A9"', $shown );
	has( '<a href="https://unspun.example/inbox/screenings/s_1a.0"', $shown );
	$sent = json_decode( Site::$sent[0]['body'], true );
	same( array( 'site' ), $sent['libraries'] );
	same( array( array( 'external_id' ), 'post-7' ), array( $sent['exclude'], $sent['suspect']['external_id'] ) );
	same( 'respond-async', Site::$sent[0]['headers']['Prefer'] );
}

function test_a_submission_that_came_from_nowhere_says_so() {
	has( 'No source found in the library <a', traced( array( 'measured' => true, 'label' => null, 'sources' => array() ) ) );
	has( 'No source found in the library <a', traced( array( 'measured' => true, 'label' => 'independent', 'sources' => array( source() ) ) ) );
	has( 'Not measured: too short', traced( array( 'measured' => false, 'not_measured_reason' => 'too short', 'label' => null, 'sources' => array() ) ) );
}

function test_a_hostile_source_is_escaped_and_leads_nowhere() {
	$shown = traced( array( 'measured' => true, 'label' => 'copied', 'sources' => array( source( array( 'title' => HOSTILE, 'url' => 'javascript:alert(1)' ) ) ) ) );
	lacks( '<script', $shown );
	lacks( 'javascript:', $shown );
}

function test_a_reference_goes_before_the_library() {
	$post = submission();
	library_site();
	answer_with( 202, array( 'id' => 'j_1a', 'state' => 'queued' ) );
	saved( $post );
	same( 'POST /jobs', asked()[0] );
}

function test_only_a_name_that_the_service_takes_becomes_the_library() {
	library_site();
	same( array( 'archive-2.x', '', 'site', 'site' ), array_map( 'unspun_clean_library', array( ' archive-2.x ', '', '../x', 'a b' ) ) );
	same( 2, count( Site::$complaints ) );
}
