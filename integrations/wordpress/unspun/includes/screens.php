<?php
/**
 * What an editor sees: the box on the edit screen, the column of the list, and the button.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

/**
 * Adds the box to each post type that is checked.
 */
function unspun_add_meta_box() {
	foreach ( unspun_post_types() as $type ) {
		add_meta_box( 'unspun', __( 'Unspun', 'unspun' ), 'unspun_print_meta_box', $type, 'side' );
	}
}

/**
 * Adds the column to each post type that is checked.
 */
function unspun_add_columns() {
	foreach ( unspun_post_types() as $type ) {
		add_filter( 'manage_' . $type . '_posts_columns', 'unspun_add_column' );
		add_action( 'manage_' . $type . '_posts_custom_column', 'unspun_print_column', 10, 2 );
	}
}

/**
 * The list's columns with ours.
 *
 * @param array $columns By name.
 * @return array
 */
function unspun_add_column( $columns ) {
	$columns['unspun'] = __( 'Unspun', 'unspun' );
	return $columns;
}

/**
 * Prints a cell of the list.
 *
 * @param string $column  Which column.
 * @param int    $post_id Which row.
 */
function unspun_print_column( $column, $post_id ) {
	if ( 'unspun' === $column ) {
		unspun_print_status( $post_id );
	}
}

/**
 * Prints the box.
 *
 * @param WP_Post $post The submission.
 */
function unspun_print_meta_box( $post ) {
	wp_nonce_field( 'unspun_reference_' . $post->ID, 'unspun_nonce' );
	$named = (int) get_post_meta( $post->ID, '_unspun_reference_post', true );
	?>
	<p><strong id="unspun_status" role="status" data-post="<?php echo esc_attr( $post->ID ); ?>"><?php unspun_print_status( $post->ID ); ?></strong></p>
	<p>
		<label for="unspun_reference_post"><?php esc_html_e( 'Reference article: address or number of a post of this site', 'unspun' ); ?></label>
		<input type="text" id="unspun_reference_post" name="unspun_reference_post" class="widefat" value="<?php echo esc_attr( $named ? $named : '' ); ?>" />
	</p>
	<p>
		<label for="unspun_reference_text"><?php esc_html_e( 'or its text', 'unspun' ); ?></label>
		<textarea id="unspun_reference_text" name="unspun_reference_text" class="widefat" rows="4"><?php echo esc_textarea( get_post_meta( $post->ID, '_unspun_reference_text', true ) ); ?></textarea>
	</p>
	<p><a class="button" href="<?php echo esc_url( unspun_button_url( $post->ID ) ); ?>"><?php esc_html_e( 'Check now / refresh', 'unspun' ); ?></a></p>
	<p class="description">
		<?php
		esc_html_e( 'Saving sends the submission and its reference to the service. Save before you press the button.', 'unspun' );
		if ( '' !== unspun_library() ) {
			echo ' ', esc_html__( 'Without a reference its sources are looked for in the library.', 'unspun' );
		}
		?>
	</p>
	<?php
}

/**
 * Prints the state in words: the source that the library holds, the link to the evidence, and what an editor decided.
 *
 * @param int $post_id The submission.
 */
function unspun_print_status( $post_id ) {
	$check = unspun_check_of( $post_id );
	echo esc_html( unspun_status_text( $check ) );
	if ( '' !== $check['source'] ) {
		echo ', ', esc_html__( 'taken from', 'unspun' ), ' ';
		unspun_print_link( $check['source_url'], $check['source'] );
	}
	if ( in_array( $check['state'], array( UNSPUN_CHECKED, UNSPUN_NOT_MEASURED ), true ) && unspun_is_work_id( $check['job'] ) ) {
		echo ' ';
		unspun_print_link( unspun_evidence_url( $check['job'] ), __( 'Evidence', 'unspun' ) );
	}
	if ( '' !== $check['decision'] ) {
		echo '<br />', esc_html( unspun_decision_text( $check ) );
	}
}

/**
 * Prints a link that opens a window of its own; only the text where there is no address.
 *
 * @param string $url  Where to.
 * @param string $text What it says.
 */
function unspun_print_link( $url, $text ) {
	if ( '' === $url ) {
		echo esc_html( $text );
		return;
	}
	printf( '<a href="%s" target="_blank" rel="noopener noreferrer">%s</a>', esc_url( $url ), esc_html( $text ) );
}

/**
 * Where the service shows the evidence.
 *
 * @param string $id A job's or a screening's id.
 * @return string
 */
function unspun_evidence_url( $id ) {
	return unspun_service_url() . ( unspun_is_screening( $id ) ? "/inbox/screenings/$id.0" : "/reports/$id" );
}

/**
 * What an editor decided on the evidence, in words; not escaped.
 *
 * @param array $check The check.
 * @return string
 */
function unspun_decision_text( array $check ) {
	$texts = array(
		/* translators: %s: who decided. */
		'confirmed' => __( 'Confirmed by %s', 'unspun' ),
		/* translators: %s: who decided. */
		'denied'    => __( 'Denied by %s', 'unspun' ),
		/* translators: %s: who decided. */
		'unsure'    => __( '%s is unsure', 'unspun' ),
	);
	return sprintf( $texts[ $check['decision'] ], '' === $check['decided_by'] ? __( 'an editor', 'unspun' ) : $check['decided_by'] );
}

/**
 * A probability as whole percent; never 0 or 100, for nothing is certain that is weighed from wording alone.
 */
function unspun_percent( float $probability ): int {
	return min( 99, max( 1, (int) round( 100 * $probability ) ) );
}

/**
 * The state in words; not escaped.
 *
 * @param array $check The check.
 * @return string
 */
function unspun_status_text( array $check ) {
	$reason = '' === $check['reason'] ? '' : ': ' . $check['reason'];
	switch ( $check['state'] ) {
		case UNSPUN_WAITING:
			return __( 'Not sent yet, will be tried again', 'unspun' ) . $reason;
		case UNSPUN_QUEUED:
			return __( 'Queued', 'unspun' );
		case UNSPUN_CHECKED:
			if ( UNSPUN_NO_SOURCE === $check['label'] ) {
				return __( 'No source found in the library', 'unspun' );
			}
			/* translators: 1: label such as “spun”, 2: probability in percent. */
			return sprintf( __( '%1$s, probability %2$d %%', 'unspun' ), unspun_label_text( $check['label'] ), unspun_percent( $check['probability'] ) );
		case UNSPUN_NOT_MEASURED:
			return __( 'Not measured', 'unspun' ) . $reason;
		case UNSPUN_FAILED:
			return __( 'Failed', 'unspun' ) . $reason;
		default:
			return __( 'Not checked', 'unspun' );
	}
}

/**
 * A label in words.
 *
 * @param string $label As the service says it.
 * @return string
 */
function unspun_label_text( $label ) {
	$texts = array(
		'independent' => __( 'Independent', 'unspun' ),
		'copied'      => __( 'Copied', 'unspun' ),
		'spun'        => __( 'Spun', 'unspun' ),
		'paraphrased' => __( 'Paraphrased', 'unspun' ),
		'undecided'   => __( 'Undecided', 'unspun' ),
	);
	return $texts[ $label ] ?? $label;
}

/**
 * The button's address.
 *
 * @param int $post_id The submission.
 * @return string
 */
function unspun_button_url( $post_id ) {
	return wp_nonce_url( admin_url( 'admin-post.php?action=unspun_check&post=' . $post_id ), 'unspun_check_' . $post_id );
}

/**
 * The button was pressed: asks for a job that is queued, and sends anything else again.
 */
function unspun_on_button() {
	$post_id = isset( $_GET['post'] ) ? absint( wp_unslash( $_GET['post'] ) ) : 0;
	check_admin_referer( 'unspun_check_' . $post_id );
	$post = get_post( $post_id );
	if ( ! $post || ! current_user_can( 'edit_post', $post_id ) ) {
		wp_die( esc_html__( 'You may not check this post.', 'unspun' ), '', array( 'response' => 403 ) );
	}
	$check = unspun_check_of( $post_id );
	$asked = unspun_is_wanted( $post ) ? unspun_question_of( $post ) : array();
	if ( UNSPUN_QUEUED === $check['state'] ) {
		unspun_refresh( $post_id );
	} elseif ( $asked ) {
		unspun_send( $post_id, $asked, $check );
	}
	wp_safe_redirect( get_edit_post_link( $post_id, 'raw' ) );
	exit;
}
