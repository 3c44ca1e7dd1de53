<?php
/**
 * The settings: where the service is, the key, the webhook secrets, the library, and which post types are checked.
 *
 * The key and the secrets are written and used, and never printed again.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/**
 * The address of the service without a slash at its end; empty as long as nothing is set.
 *
 * @return string
 */
function unspun_service_url() {
	return untrailingslashit( (string) get_option( 'unspun_service_url', '' ) );
}

/**
 * The post types that are checked.
 *
 * @return string[]
 */
function unspun_post_types() {
	return (array) get_option( 'unspun_post_types', array( 'post' ) );
}

/**
 * Declares the options with what cleans them.
 */
function unspun_register_settings() {
	$cleaners = array(
		'unspun_service_url'     => 'unspun_clean_url',
		'unspun_api_key'         => 'unspun_clean_key',
		'unspun_webhook_secrets' => 'unspun_clean_secrets',
		'unspun_library'         => 'unspun_clean_library',
		'unspun_post_types'      => 'unspun_clean_post_types',
	);
	foreach ( $cleaners as $option => $cleaner ) {
		register_setting(
			'unspun',
			$option,
			array(
				'sanitize_callback' => $cleaner,
				'show_in_rest'      => false,
			)
		);
	}
}

/**
 * An http or https address, or nothing.
 *
 * @param mixed $value As sent.
 * @return string
 */
function unspun_clean_url( $value ) {
	return is_string( $value ) ? untrailingslashit( esc_url_raw( trim( $value ), array( 'http', 'https' ) ) ) : '';
}

/**
 * A new key; the old one when the field was left empty or holds no key.
 *
 * @param mixed $value As sent.
 * @return string
 */
function unspun_clean_key( $value ) {
	$key = is_string( $value ) ? trim( $value ) : '';
	if ( preg_match( '/^unspun_[A-Za-z0-9_-]{8,200}$/D', $key ) ) {
		return $key;
	}
	unspun_complain_unless_empty( $key, 'unspun_api_key', __( 'An API key begins with unspun_. Nothing was changed.', 'unspun' ) );
	return (string) get_option( 'unspun_api_key', '' );
}

/**
 * The newest two secrets: one sent as text goes before those that are stored; an empty field changes nothing.
 *
 * @param mixed $value As sent, or a list that was cleaned before (WordPress cleans twice when it makes an option).
 * @return string[]
 */
function unspun_clean_secrets( $value ) {
	if ( ! is_array( $value ) ) {
		$secret = trim( (string) $value );
		$value  = array_merge( array( $secret ), (array) get_option( 'unspun_webhook_secrets', array() ) );
		if ( ! unspun_is_secret( $secret ) ) {
			unspun_complain_unless_empty( $secret, 'unspun_webhook_secrets', __( 'A webhook secret begins with whsec_. Nothing was changed.', 'unspun' ) );
		}
	}
	return array_slice( array_values( array_unique( array_filter( $value, 'unspun_is_secret' ) ) ), 0, 2 );
}

/**
 * Says on the settings page that a field was not taken.
 *
 * @param string $sent    What was sent.
 * @param string $option  The option's name.
 * @param string $message What is wrong with it; not the value, which may be another secret.
 */
function unspun_complain_unless_empty( $sent, $option, $message ) {
	if ( '' !== $sent ) {
		add_settings_error( $option, $option, $message );
	}
}

/**
 * Whether this is a secret of Standard Webhooks.
 *
 * @param mixed $secret Anything.
 * @return bool
 */
function unspun_is_secret( $secret ) {
	return is_string( $secret ) && 1 === preg_match( '#^whsec_[A-Za-z0-9+/]{16,200}={0,2}$#D', $secret );
}

/**
 * A library's name as the service takes it; the old one when it holds anything else.
 *
 * @param mixed $value As sent.
 * @return string
 */
function unspun_clean_library( $value ) {
	$name = is_string( $value ) ? trim( $value ) : '';
	if ( '' === $name || preg_match( '/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/D', $name ) ) {
		return $name;
	}
	$message = __( 'The name of a library has letters, digits, dots, hyphens and underscores. Nothing was changed.', 'unspun' );
	add_settings_error( 'unspun_library', 'unspun_library', $message );
	return unspun_library();
}

/**
 * Those of the chosen post types that there are.
 *
 * @param mixed $value As sent.
 * @return string[]
 */
function unspun_clean_post_types( $value ) {
	$chosen = array_map( 'sanitize_key', array_filter( (array) $value, 'is_string' ) );
	return array_values( array_intersect( $chosen, get_post_types( array( 'show_ui' => true ) ) ) );
}

/**
 * Puts the page into the menu “Settings”.
 */
function unspun_add_settings_page() {
	add_options_page( __( 'Unspun', 'unspun' ), __( 'Unspun', 'unspun' ), 'manage_options', 'unspun', 'unspun_print_settings_page' );
}

/**
 * Prints the page.
 */
function unspun_print_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$has_key   = '' !== (string) get_option( 'unspun_api_key', '' );
	$n_secrets = count( (array) get_option( 'unspun_webhook_secrets', array() ) );
	/* translators: %d: number of stored webhook secrets. */
	$secrets_note = sprintf( __( 'Stored: %d of 2. A new one takes the place of the older one.', 'unspun' ), $n_secrets );
	$key_note     = $has_key ? __( 'A key is stored. Leave this empty to keep it.', 'unspun' ) : __( 'No key is stored.', 'unspun' );
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Unspun', 'unspun' ); ?></h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'unspun' ); ?>
			<table class="form-table" role="presentation">
				<?php
				unspun_print_field( 'unspun_service_url', __( 'Service URL', 'unspun' ), 'url', unspun_service_url(), 'https://unspun.example.com' );
				unspun_print_field( 'unspun_api_key', __( 'API key', 'unspun' ), 'password', '', $key_note );
				unspun_print_field( 'unspun_webhook_secrets', __( 'Webhook secret', 'unspun' ), 'password', '', $secrets_note );
				unspun_print_field( 'unspun_library', __( 'Library', 'unspun' ), 'text', unspun_library(), __( 'A name such as “site”: what is published here enters this library of the service, and submissions without a reference are traced to it. Empty: no library.', 'unspun' ) );
				?>
				<tr>
					<th scope="row"><?php esc_html_e( 'Webhook address', 'unspun' ); ?></th>
					<td><code><?php echo esc_html( rest_url( 'unspun/v1/webhook' ) ); ?></code></td>
				</tr>
				<tr>
					<th scope="row"><?php esc_html_e( 'Post types', 'unspun' ); ?></th>
					<td><?php unspun_print_post_types(); ?></td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<?php
		if ( '' !== unspun_library() ) {
			unspun_print_filling();
		}
		?>
	</div>
	<?php
}

/**
 * Prints how far the library is filled, and the button that fills it.
 */
function unspun_print_filling() {
	?>
	<h2><?php esc_html_e( 'Library', 'unspun' ); ?></h2>
	<p><?php echo esc_html( unspun_fill_text() ); ?></p>
	<p><a class="button" href="<?php echo esc_url( wp_nonce_url( admin_url( 'admin-post.php?action=unspun_fill' ), 'unspun_fill' ) ); ?>"><?php esc_html_e( 'Fill it with all that is published', 'unspun' ); ?></a></p>
	<?php
}

/**
 * Prints one row of the form.
 *
 * @param string $option The option's name.
 * @param string $title  What it is.
 * @param string $type   The input's type.
 * @param string $value  What it shows; always empty for what is secret.
 * @param string $note   The line below.
 */
function unspun_print_field( $option, $title, $type, $value, $note ) {
	printf(
		'<tr><th scope="row"><label for="%1$s">%2$s</label></th><td>' .
		'<input id="%1$s" name="%1$s" type="%3$s" class="regular-text" autocomplete="off" value="%4$s" />' .
		'<p class="description">%5$s</p></td></tr>',
		esc_attr( $option ),
		esc_html( $title ),
		esc_attr( $type ),
		esc_attr( $value ),
		esc_html( $note )
	);
}

/**
 * Prints a checkbox for each post type that has an edit screen.
 */
function unspun_print_post_types() {
	foreach ( get_post_types( array( 'show_ui' => true ), 'objects' ) as $type ) {
		printf(
			'<label><input type="checkbox" name="unspun_post_types[]" value="%s"%s /> %s</label><br />',
			esc_attr( $type->name ),
			checked( in_array( $type->name, unspun_post_types(), true ), true, false ),
			esc_html( $type->label )
		);
	}
}
