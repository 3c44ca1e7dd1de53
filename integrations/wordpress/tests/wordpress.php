<?php
/**
 * As much of WordPress as the plugin uses: posts, metas and options in one array, hooks that are run by the tests.
 *
 * What WordPress would send over HTTP goes to the function in Site::$http. `Site::load` and `Site::keep` put everything into
 * a file, so that several PHP processes can be one site.
 */

define( 'ABSPATH', __DIR__ . '/' );

final class Site {
	public static $options    = array();
	public static $posts      = array();
	public static $metas      = array();
	public static $transients = array();
	public static $hooks      = array();
	public static $routes     = array();
	public static $user       = array( 'edit_post', 'read_post', 'manage_options' );
	public static $sent       = array();
	public static $queries    = array();
	public static $complaints = array();
	public static $http;

	const KEPT = array( 'options', 'posts', 'metas', 'transients' );

	public static function clear() {
		foreach ( array_merge( self::KEPT, array( 'sent', 'queries', 'complaints' ) ) as $name ) {
			self::$$name = array();
		}
		self::$user = array( 'edit_post', 'read_post', 'manage_options' );
		self::$http = function () {
			return new WP_Error( 'http_request_failed', 'nobody listens' );
		};
		$_POST      = array();
		$_GET       = array();
		$_REQUEST   = array();
	}

	public static function load( $file ) {
		foreach ( is_file( $file ) ? unserialize( file_get_contents( $file ) ) : array() as $name => $value ) {
			self::$$name = $value;
		}
	}

	public static function keep( $file ) {
		$kept = array();
		foreach ( self::KEPT as $name ) {
			$kept[ $name ] = self::$$name;
		}
		file_put_contents( $file, serialize( $kept ), LOCK_EX );
	}

	public static function post( $id, $content, array $more = array() ) {
		self::$posts[ $id ] = new WP_Post( array( 'ID' => $id, 'post_content' => $content ) + $more );
		return self::$posts[ $id ];
	}

	public static function run( $hook, ...$arguments ) {
		$found = self::$hooks[ $hook ] ?? array();
		ksort( $found );
		foreach ( array_merge( ...array_values( $found ) ) as $callback ) {
			$callback( ...$arguments );
		}
	}

	public static function request( $method, $url, array $request ) {
		self::$sent[] = array( 'url' => $url, 'method' => $method ) + $request;
		return ( self::$http )( $method, $url, $request );
	}
}

class WP_Post {
	public $ID;
	public $post_content;
	public $post_type   = 'post';
	public $post_status = 'publish';
	public $post_name   = '';
	public $post_title    = '';
	public $post_author   = '1';
	public $post_password = '';

	public function __construct( array $fields ) {
		foreach ( $fields as $name => $value ) {
			$this->$name = $value;
		}
	}
}

class WP_Error {
	private $code;
	private $message;
	private $data;

	public function __construct( $code, $message, $data = array() ) {
		$this->code    = $code;
		$this->message = $message;
		$this->data    = $data;
	}

	public function get_error_code() {
		return $this->code;
	}

	public function get_error_message() {
		return $this->message;
	}

	public function get_error_data() {
		return $this->data;
	}
}

class WP_REST_Request extends ArrayObject {
	private $headers;
	private $body;

	public function __construct( array $headers, $body, array $parameters = array() ) {
		parent::__construct( $parameters );
		$this->headers = array_change_key_case( $headers );
		$this->body    = $body;
	}

	public function get_header( $name ) {
		return $this->headers[ strtolower( $name ) ] ?? null;
	}

	public function get_body() {
		return $this->body;
	}
}

class WP_REST_Response {
	private $status;

	public function __construct( $data, $status ) {
		$this->status = $status;
	}

	public function get_status() {
		return $this->status;
	}
}

/** Stands for the end of the request: a redirect, or wp_die. */
final class Ended extends Exception {
}

final class Database {
	public $options = 'wp_options';
	public $posts   = 'wp_posts';

	public function esc_like( $text ) {
		return addcslashes( $text, '_%\\' );
	}

	public function prepare( $query, ...$values ) {
		foreach ( is_array( $values[0] ) ? $values[0] : $values as $value ) {
			$query = preg_replace( '/%s|%d/', is_int( $value ) ? (string) $value : "'" . addslashes( $value ) . "'", $query, 1 );
		}
		return $query;
	}

	/** Ids of published posts behind an id: the one list that the plugin asks the database for. */
	public function get_col( $query ) {
		preg_match( '/ID > (\d+).* LIMIT (\d+)$/s', $query, $asked );
		$found = array_filter(
			Site::$posts,
			function ( $post ) use ( $asked ) {
				return 'publish' === $post->post_status && '' === $post->post_password && $post->ID > (int) $asked[1];
			}
		);
		ksort( $found );
		return array_map( 'strval', array_slice( array_keys( $found ), 0, (int) $asked[2] ) );
	}

	public function query( $query ) {
		Site::$queries[] = $query;
	}
}

$wpdb = new Database();

// Hooks.
function add_action( $hook, $callback, $priority = 10, $n_arguments = 1 ) {
	Site::$hooks[ $hook ][ $priority ][] = function ( ...$given ) use ( $callback, $n_arguments ) {
		return $callback( ...array_slice( $given, 0, $n_arguments ) );
	};
}
function add_filter( $hook, $callback, $priority = 10, $n_arguments = 1 ) {
	add_action( $hook, $callback, $priority, $n_arguments );
}
function register_activation_hook( $file, $callback ) {
	add_action( 'activate', $callback );
}
function register_deactivation_hook( $file, $callback ) {
	add_action( 'deactivate', $callback );
}
function wp_next_scheduled( $hook ) {
	return Site::$options[ 'cron_' . $hook ] ?? false;
}
function wp_schedule_event( $time, $interval, $hook ) {
	Site::$options[ 'cron_' . $hook ] = $time;
}
function wp_schedule_single_event( $time, $hook ) {
	Site::$options[ 'cron_' . $hook ] = $time;
}
function wp_clear_scheduled_hook( $hook ) {
	unset( Site::$options[ 'cron_' . $hook ] );
}
function register_rest_route( $space, $path, $route ) {
	Site::$routes[ $space . $path ] = $route;
}
function register_setting( $group, $option, $arguments ) {
	Site::$hooks[ 'clean ' . $option ] = $arguments['sanitize_callback'];
}
function add_options_page() {
}
function add_settings_error( $setting, $code, $message ) {
	Site::$complaints[] = $message;
}
function add_meta_box( $id, $title, $callback, $screen ) {
	Site::$hooks[ 'box ' . $screen ] = $callback;
}

// Options, metas, transients.
function get_option( $name, $default = false ) {
	return Site::$options[ $name ] ?? $default;
}
function add_option( $name, $value, $deprecated = '', $autoload = 'yes' ) {
	Site::$options += array( $name => $value, 'autoload ' . $name => $autoload );
}
function update_option( $name, $value ) {
	Site::$options[ $name ] = $value;
}
function delete_option( $name ) {
	unset( Site::$options[ $name ], Site::$options[ 'autoload ' . $name ] );
}
function get_post_meta( $id, $key, $single ) {
	return Site::$metas[ $id ][ $key ] ?? '';
}
function update_post_meta( $id, $key, $value ) {
	Site::$metas[ $id ][ $key ] = wp_unslash( $value );
}
function delete_post_meta( $id, $key ) {
	unset( Site::$metas[ $id ][ $key ] );
}
function delete_post_meta_by_key( $key ) {
	foreach ( array_keys( Site::$metas ) as $id ) {
		delete_post_meta( $id, $key );
	}
}
function get_transient( $name ) {
	return Site::$transients[ $name ] ?? false;
}
function set_transient( $name, $value, $seconds ) {
	Site::$transients[ $name ] = $value;
}

// Posts.
function get_post( $id ) {
	return Site::$posts[ (int) $id ] ?? null;
}
function get_posts( $asked ) {
	$wanted = $asked['meta_query'][0];
	$found  = array_filter(
		array_keys( Site::$posts ),
		function ( $id ) use ( $wanted, $asked ) {
			return in_array( Site::$posts[ $id ]->post_type, (array) $asked['post_type'], true )
				&& in_array( get_post_meta( $id, $wanted['key'], true ), $wanted['value'], true );
		}
	);
	return array_slice( array_values( $found ), 0, $asked['posts_per_page'] );
}
function get_post_types( $asked = array(), $output = 'names' ) {
	if ( 'names' === $output ) {
		return array( 'post' => 'post', 'page' => 'page', 'essay' => 'essay' );
	}
	return array( 'post' => (object) array( 'name' => 'post', 'label' => 'Posts' ) );
}
function url_to_postid( $url ) {
	return preg_match( '#^https://site\.example/\?p=(\d+)$#', $url, $found ) ? (int) $found[1] : 0;
}
function wp_is_post_autosave( $id ) {
	return false !== strpos( get_post( $id )->post_name ?? '', 'autosave' );
}
function wp_is_post_revision( $id ) {
	return 'revision' === ( get_post( $id )->post_type ?? '' );
}
function has_blocks( $content ) {
	return false !== strpos( $content, '<!-- wp:' );
}
function strip_shortcodes( $content ) {
	return preg_replace( '/\[[^\]]*\]/', '', $content );
}
function wpautop( $text ) {
	return '<p>' . implode( "</p>\n<p>", preg_split( '/\n\s*\n/', trim( $text ) ) ) . "</p>\n";
}

// Cleaning and escaping.
function wp_slash( $value ) {
	return is_array( $value ) ? array_map( 'wp_slash', $value ) : ( is_string( $value ) ? addslashes( $value ) : $value );
}
function wp_unslash( $value ) {
	return is_array( $value ) ? array_map( 'wp_unslash', $value ) : ( is_string( $value ) ? stripslashes( $value ) : $value );
}
function sanitize_text_field( $text ) {
	return trim( preg_replace( '/[\r\n\t ]+/', ' ', strip_tags( $text ) ) );
}
if ( ! function_exists( 'mb_substr' ) ) { // WordPress brings one where PHP has none.
	function mb_substr( $text, $start, $length ) {
		return iconv_substr( $text, $start, $length, 'UTF-8' );
	}
}
function sanitize_key( $key ) {
	return preg_replace( '/[^a-z0-9_\-]/', '', strtolower( $key ) );
}
function wp_kses_post( $text ) {
	return preg_replace( '#<script.*?</script>#s', '', $text );
}
function wp_strip_all_tags( $text ) {
	return trim( strip_tags( $text ) );
}
function absint( $value ) {
	return abs( (int) $value );
}
function untrailingslashit( $text ) {
	return rtrim( $text, '/\\' );
}
function esc_html( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES );
}
function esc_attr( $text ) {
	return esc_html( $text );
}
function esc_textarea( $text ) {
	return esc_html( $text );
}
function esc_url_raw( $url, $protocols = array( 'http', 'https' ) ) {
	return in_array( parse_url( $url, PHP_URL_SCHEME ), $protocols, true ) ? $url : '';
}
function esc_url( $url ) {
	return esc_html( esc_url_raw( $url ) );
}
function wp_json_encode( $value ) {
	return json_encode( $value );
}
function __( $text ) {
	return $text;
}
function esc_html__( $text ) {
	return esc_html( $text );
}
function esc_html_e( $text ) {
	echo esc_html( $text );
}
function checked( $is, $like, $print ) {
	return $is === $like ? ' checked="checked"' : '';
}
function settings_fields( $group ) {
}
function submit_button() {
}

// Who may what.
function current_user_can( $what, ...$post ) {
	return in_array( $what, Site::$user, true ) || in_array( $what . ' ' . implode( $post ), Site::$user, true );
}
function wp_create_nonce( $action ) {
	return substr( hash( 'sha256', 'nonce ' . $action ), 0, 10 );
}
function wp_verify_nonce( $nonce, $action ) {
	return hash_equals( wp_create_nonce( $action ), $nonce );
}
function wp_nonce_field( $action, $name ) {
	printf( '<input type="hidden" name="%s" value="%s" />', $name, wp_create_nonce( $action ) );
}
function wp_nonce_url( $url, $action ) {
	return $url . '&_wpnonce=' . wp_create_nonce( $action );
}
function check_admin_referer( $action ) {
	if ( ! wp_verify_nonce( $_GET['_wpnonce'] ?? '', $action ) ) {
		wp_die( 'The link has expired.' );
	}
}
function wp_die( $message ) {
	throw new Ended( 'died: ' . $message );
}
function wp_safe_redirect( $url ) {
	throw new Ended( 'redirected: ' . $url );
}

// Addresses and HTTP.
function get_permalink( $post ) {
	return 'https://site.example/?p=' . $post->ID;
}
function get_post_time( $format, $gmt, $post ) {
	return gmdate( $format, 1795298400 );
}
function get_the_author_meta( $field, $user_id ) {
	return 'Ada Reporter';
}
function get_bloginfo( $what ) {
	return 'The Harbour Post';
}
function get_post_stati() {
	return array( 'publish', 'draft', 'trash' );
}
function home_url() {
	return 'https://site.example';
}
function admin_url( $path ) {
	return 'https://site.example/wp-admin/' . $path;
}
function rest_url( $path ) {
	return 'https://site.example/wp-json/' . $path;
}
function get_edit_post_link( $id ) {
	return admin_url( 'post.php?post=' . $id );
}
function wp_remote_request( $url, $request ) {
	return Site::request( $request['method'], $url, $request );
}
function is_wp_error( $value ) {
	return $value instanceof WP_Error;
}
function wp_remote_retrieve_response_code( $answer ) {
	return $answer['response']['code'];
}
function wp_remote_retrieve_body( $answer ) {
	return $answer['body'];
}
