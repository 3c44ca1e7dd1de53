/* Keeps the state in the box up to date: after a save in the block editor, and until a verdict has come. */
( function () {
	'use strict';
	const PAUSE = 3000;
	let timer = 0;

	function ask() {
		const place = document.getElementById( 'unspun_status' );
		window.clearTimeout( timer );
		if ( ! place ) {
			return;
		}
		window.wp.apiFetch( { path: '/unspun/v1/status/' + place.dataset.post } ).then( function ( status ) {
			if ( place.innerHTML !== status.html ) {
				place.innerHTML = status.html; // printed and escaped by the plugin itself
			}
			if ( ! status.is_final ) {
				timer = window.setTimeout( ask, PAUSE );
			}
		}, function () {
			timer = window.setTimeout( ask, 10 * PAUSE ); // WordPress is away, or the session is over
		} );
	}

	function followSaves() {
		const editor = window.wp.data && window.wp.data.select( 'core/edit-post' );
		if ( ! editor ) {
			return;
		}
		let wasSaving = false;
		window.wp.data.subscribe( function () {
			const isSaving = editor.isSavingMetaBoxes();
			if ( wasSaving && ! isSaving ) {
				ask();
			}
			wasSaving = isSaving;
		} );
	}

	window.addEventListener( 'load', function () {
		ask();
		followSaves();
	} );
} )();
