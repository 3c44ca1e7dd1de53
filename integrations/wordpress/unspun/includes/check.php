<?php
/**
 * The check of one submission: when it is sent, and what is known of it. Errors become a state and never stop saving.
 *
 * A check is `state`, `job` (or screening), `label`, `probability`, `reason`, `source` and `source_url` (of a screening), `decision`
 * and `decided_by`, `hash` (of what was sent), `attempt` and `since` (seconds since 1970). The state and the job stand in metas of their own too, because posts are looked up by them.
 *
 * @package Unspun
 */

defined( 'ABSPATH' ) || exit;

const UNSPUN_NOT_CHECKED  = '';
const UNSPUN_WAITING      = 'waiting';
const UNSPUN_QUEUED       = 'queued';
const UNSPUN_CHECKED      = 'checked';
const UNSPUN_NOT_MEASURED = 'not_measured';
const UNSPUN_FAILED       = 'failed';

/** The label of a submission that was taken from nothing in the library. */
const UNSPUN_NO_SOURCE = 'no_source';

/** A submission that could not be sent for so long is given up. */
const UNSPUN_SECONDS_TO_SEND = 86400;

/**
 * What is known of a submission.
 *
 * @param int $post_id The submission.
 * @return array
 */
function unspun_check_of( $post_id ) {
	$stored = get_post_meta( $post_id, '_unspun_check', true );
	$empty  = array(
		'state'       => UNSPUN_NOT_CHECKED,
		'job'         => '',
		'label'       => '',
		'probability' => 0.0,
		'reason'      => '',
		'source'      => '',
		'source_url'  => '',
		'decision'    => '',
		'decided_by'  => '',
		'decided_at'  => 0,
		'hash'        => '',
		'attempt'     => 0,
		'since'       => 0,
	);
	return is_array( $stored ) ? array_merge( $empty, $stored ) : $empty;
}

/**
 * Writes what is known of a submission.
 *
 * @param int   $post_id The submission.
 * @param array $check   All fields of a check.
 */
function unspun_set_check( $post_id, array $check ) {
	unspun_set_meta( $post_id, '_unspun_check', $check );
	unspun_set_meta( $post_id, '_unspun_state', $check['state'] );
	unspun_set_meta( $post_id, '_unspun_job', $check['job'] );
}

/**
 * After a submission was saved: sends it when there is something new to compare.
 *
 * @param int     $post_id The submission.
 * @param WP_Post $post    The same.
 */
function unspun_on_save( $post_id, $post ) {
	if ( unspun_is_passing_by( $post_id ) || ! unspun_is_wanted( $post ) ) {
		return;
	}
	$question = unspun_question_of( $post );
	$check    = unspun_check_of( $post_id );
	if ( ! $question || ( unspun_hash_of( $question ) === $check['hash'] && unspun_is_taken( $check ) ) ) {
		return;
	}
	if ( unspun_may_get_reference( $question ) ) {
		unspun_wait( $post_id, $question, $check );
	} else {
		unspun_send( $post_id, $question, $check );
	}
}

/**
 * Whether a reference may still come: the block editor saves the post first, over REST, and our box with the reference after it.
 *
 * @param array $question What would be asked now.
 * @return bool
 */
function unspun_may_get_reference( array $question ) {
	return defined( 'REST_REQUEST' ) && REST_REQUEST && ! isset( $question['reference'] );
}

/**
 * Leaves a submission to the next save, or to the poll where none follows.
 *
 * @param int   $post_id  The submission.
 * @param array $question What is asked then.
 * @param array $before   The check so far.
 */
function unspun_wait( $post_id, array $question, array $before ) {
	$waiting = array(
		'hash'    => unspun_hash_of( $question ),
		'attempt' => $before['attempt'] + 1,
		'since'   => time(),
	);
	unspun_set_check( $post_id, unspun_outcome( UNSPUN_WAITING, '' ) + $waiting );
}

/**
 * Whether the service has taken what was sent last.
 *
 * @param array $check The check.
 * @return bool
 */
function unspun_is_taken( array $check ) {
	return '' !== $check['job'];
}

/**
 * Whether this save is none of an editor: an autosave, a revision, a bulk edit or an import.
 *
 * @param int $post_id The post that is saved.
 * @return bool
 */
function unspun_is_passing_by( $post_id ) {
	return ( defined( 'DOING_AUTOSAVE' ) && DOING_AUTOSAVE )
		|| ( defined( 'WP_IMPORTING' ) && WP_IMPORTING )
		|| wp_is_post_autosave( $post_id )
		|| wp_is_post_revision( $post_id )
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only whether it is there.
		|| isset( $_REQUEST['bulk_edit'] );
}

/**
 * Whether posts like this one are checked.
 *
 * @param WP_Post $post Any post.
 * @return bool
 */
function unspun_is_wanted( $post ) {
	return '' !== unspun_service_url()
		&& in_array( $post->post_type, unspun_post_types(), true )
		&& ! in_array( $post->post_status, array( 'auto-draft', 'trash', 'inherit' ), true );
}

/**
 * What the service is asked: to compare the submission with its reference (`POST /jobs`), or, without one, to look for its sources
 * in the library (`POST /screenings`).
 *
 * @param WP_Post $post The submission.
 * @return array Empty when there is nothing to ask.
 */
function unspun_question_of( $post ) {
	$reference = unspun_reference_side( $post->ID );
	$suspect   = unspun_side_of( $post );
	if ( ! $suspect || ( ! $reference && '' === unspun_library() ) ) {
		return array();
	}
	$asked = array(
		'custom_id' => 'post-' . $post->ID,
		'suspect'   => $suspect,
	);
	return $reference ? array( 'reference' => $reference ) + $asked : unspun_screening_of( $asked );
}

/**
 * The question where from a submission may come. Its own entry in the library, from when it was published, is none of its sources.
 *
 * @param array $asked `custom_id` and `suspect`.
 * @return array
 */
function unspun_screening_of( array $asked ) {
	$asked['suspect']['external_id'] = $asked['custom_id'];
	return $asked + array(
		'libraries' => array( unspun_library() ),
		'exclude'   => array( 'external_id' ),
		'parts'     => array(),
	);
}

/**
 * Tells questions apart; titles and dates do not count.
 *
 * @param array $question A pair or a screening.
 * @return string
 */
function unspun_hash_of( array $question ) {
	$against = $question['reference']['html'] ?? implode( "\0", $question['libraries'] );
	return hash( 'sha256', $against . "\0" . $question['suspect']['html'] );
}

/**
 * Sends a question and writes what came of it. The same one sent again, because no answer came, is the same job.
 *
 * @param int   $post_id  The submission.
 * @param array $question What is asked.
 * @param array $before   The check so far.
 */
function unspun_send( $post_id, array $question, array $before ) {
	$hash     = unspun_hash_of( $question );
	$is_again = UNSPUN_WAITING === $before['state'] && $hash === $before['hash'];
	$attempt  = $is_again ? $before['attempt'] : $before['attempt'] + 1;
	$key      = hash( 'sha256', implode( '|', array( home_url(), $post_id, $hash, $attempt ) ) );
	$job      = unspun_post_work( isset( $question['reference'] ) ? '/jobs' : '/screenings', $question, $key );
	$check    = array(
		'hash'    => $hash,
		'attempt' => $attempt,
		'since'   => $is_again ? $before['since'] : time(),
	);
	$outcome  = is_wp_error( $job ) ? unspun_outcome_of_error( $job, $check['since'] ) : unspun_outcome_of( $job );
	unspun_set_check( $post_id, $outcome + $check );
}

/**
 * Asks for the job of a submission and writes what it has become.
 *
 * @param int $post_id The submission.
 * @return bool Whether the service said anything; if not, nothing is changed.
 */
function unspun_refresh( $post_id ) {
	$check = unspun_check_of( $post_id );
	$job   = unspun_get_work( $check['job'] );
	if ( is_wp_error( $job ) && 'unspun_passing' === $job->get_error_code() ) {
		return false;
	}
	$outcome = is_wp_error( $job ) ? unspun_outcome( UNSPUN_FAILED, '', $job->get_error_message() ) : unspun_outcome_of( $job );
	// Saved with another text while the service was asked: this answer is out of date.
	if ( unspun_check_of( $post_id )['job'] === $check['job'] ) {
		unspun_set_check( $post_id, $outcome + $check );
	}
	return true;
}

/**
 * What a job says.
 *
 * @param array $job As `GET /jobs/{id}` answers.
 * @return array Fields of a check.
 */
function unspun_outcome_of( array $job ) {
	$state = $job['state'] ?? '';
	if ( 'queued' === $state || 'running' === $state ) {
		return unspun_outcome( UNSPUN_QUEUED, $job['id'] );
	}
	if ( 'done' === $state && is_array( $job['report'] ?? null ) ) {
		return unspun_outcome_of_report( $job['id'], $job['report'] );
	}
	if ( 'done' === $state && is_array( $job['screening'] ?? null ) ) {
		return unspun_outcome_of_screening( $job['id'], $job['screening'] );
	}
	$reasons = array(
		'done'      => __( 'The report has been deleted.', 'unspun' ),
		'cancelled' => __( 'The job was cancelled.', 'unspun' ),
	);
	$title   = is_string( $job['error']['title'] ?? null ) ? $job['error']['title'] : __( 'The service answered something unknown.', 'unspun' );
	return unspun_outcome( UNSPUN_FAILED, $job['id'], $reasons[ $state ] ?? $title );
}

/**
 * What a report says.
 *
 * @param string $job_id The job's id.
 * @param array  $report The report.
 * @return array Fields of a check.
 */
function unspun_outcome_of_report( $job_id, array $report ) {
	if ( empty( $report['measured'] ) ) {
		return unspun_outcome( UNSPUN_NOT_MEASURED, $job_id, unspun_text( $report['not_measured_reason'] ?? '' ) );
	}
	$probability = is_numeric( $report['probability'] ?? null ) ? (float) $report['probability'] : 0.0;
	return array(
		'label'       => unspun_text( $report['label'] ?? '' ),
		'probability' => $probability,
	) + unspun_outcome( UNSPUN_CHECKED, $job_id );
}

/**
 * What a screening says: the verdict on the best source that the library holds. Of one that nothing was taken from, nothing is said.
 *
 * @param string $id        The screening's id.
 * @param array  $screening The screening.
 * @return array Fields of a check.
 */
function unspun_outcome_of_screening( $id, array $screening ) {
	$source = is_array( $screening['sources'][0] ?? null ) ? $screening['sources'][0] : array();
	$label  = unspun_text( $screening['label'] ?? '' );
	if ( empty( $screening['measured'] ) || '' === $label || 'independent' === $label || 'not_measured' === $label ) {
		return unspun_outcome_of_report( $id, array( 'label' => UNSPUN_NO_SOURCE ) + $screening );
	}
	return array(
		'source'     => unspun_text( empty( $source['title'] ) ? $source['external_id'] ?? '' : $source['title'] ),
		'source_url' => is_string( $source['url'] ?? null ) ? esc_url_raw( $source['url'], array( 'http', 'https' ) ) : '',
	) + unspun_outcome_of_report( $id, array( 'label' => $label, 'probability' => $source['probability'] ?? 0 ) + $screening );
}

/**
 * What it means that a pair could not be sent: it is tried again for a day if that may help.
 *
 * @param WP_Error $error Why.
 * @param int      $since When it was tried first, in seconds since 1970.
 * @return array Fields of a check.
 */
function unspun_outcome_of_error( $error, $since ) {
	$may_pass = 'unspun_passing' === $error->get_error_code() && time() - $since < UNSPUN_SECONDS_TO_SEND;
	return unspun_outcome( $may_pass ? UNSPUN_WAITING : UNSPUN_FAILED, '', $error->get_error_message() );
}

/**
 * The fields of a check that an answer decides.
 *
 * @param string $state  One of the states above.
 * @param string $job_id The job's id, or nothing.
 * @param string $reason Why, in words.
 * @return array
 */
function unspun_outcome( $state, $job_id, $reason = '' ) {
	return array(
		'state'       => $state,
		'job'         => $job_id,
		'label'       => '',
		'probability' => 0.0,
		'source'      => '',
		'source_url'  => '',
		'reason'      => unspun_text( $reason ),
	);
}

/**
 * A short plain text out of what a stranger sent.
 *
 * @param mixed $value Anything.
 * @return string
 */
function unspun_text( $value ) {
	return is_string( $value ) ? mb_substr( sanitize_text_field( $value ), 0, 300 ) : '';
}
