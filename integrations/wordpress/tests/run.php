<?php
/**
 * Runs every function `test_…` of the files `*_test.php` here; needs nothing but PHP. Ends with 1 if one fails.
 */

error_reporting( E_ALL );
set_error_handler(
	function ( $level, $message, $file, $line ) {
		throw new ErrorException( $message, 0, $level, $file, $line );
	}
);

require __DIR__ . '/wordpress.php';
require __DIR__ . '/../unspun/unspun.php';

function same( $expected, $actual ) {
	if ( $expected !== $actual ) {
		throw new Exception( 'expected ' . var_export( $expected, true ) . ', got ' . var_export( $actual, true ) );
	}
}

function has( $part, $whole ) {
	if ( false === strpos( $whole, $part ) ) {
		throw new Exception( "expected '$part' in: $whole" );
	}
}

function lacks( $part, $whole ) {
	if ( false !== strpos( $whole, $part ) ) {
		throw new Exception( "did not expect '$part' in: $whole" );
	}
}

foreach ( glob( __DIR__ . '/*_test.php' ) as $file ) {
	require $file;
}

$failures = 0;
$tests    = array_filter(
	get_defined_functions()['user'],
	function ( $name ) {
		return 0 === strpos( $name, 'test_' );
	}
);
foreach ( $tests as $test ) {
	Site::clear();
	try {
		$test();
	} catch ( Throwable $error ) {
		++$failures;
		echo "FAILED $test\n  ", $error->getMessage(), "\n  ", $error->getFile(), ':', $error->getLine(), "\n";
	}
}
printf( "%d tests, %d failed\n", count( $tests ), $failures );
exit( $failures ? 1 : 0 );
