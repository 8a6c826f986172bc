// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Whether L1 has the precompiles that not every L1 has. One that is missing would answer every call with
/// nothing, as an account without code does.
library RequiredPrecompiles {
    address private constant POINT_EVALUATION = address(0x0a);
    uint256 private constant POINT_EVALUATION_GAS = 100_000;
    address private constant P256_VERIFY = address(0x100);

    /// @dev Digest, signature and key.
    bytes private constant SIGNATURE = hex"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"
        hex"3857a06338511bd8e36f6ee5082f716a3dbc228cd74d2517f7186344bb061130"
        hex"183908c4250873a66dfd65401b923aec01f0c288166d4474321afa17943b992e"
        hex"8566bc6f09a4134cae10b05fd065f203c73fade88351b23244b3af6742ea4f26"
        hex"9a6b320ed55123be78a6942121d9331a44c4ff908a8a6c9d63fc4314f50ca0d3";

    error PrecompileMissing(address precompile);

    /// @notice Reverts unless L1 has them all.
    function check() internal view {
        // It refuses an input of no bytes, which an account without code does not. A call that fails takes its gas.
        (bool success,) = POINT_EVALUATION.staticcall{gas: POINT_EVALUATION_GAS}("");
        require(!success, PrecompileMissing(POINT_EVALUATION));
        // Of BLS12-381: sums of points at infinity, their pairing, and the points that 0 is mapped to.
        _check(address(0x0b), new bytes(256));
        _check(address(0x0c), new bytes(160));
        _check(address(0x0d), new bytes(512));
        _check(address(0x0e), new bytes(288));
        _check(address(0x0f), new bytes(384));
        _check(address(0x10), new bytes(64));
        _check(address(0x11), new bytes(128));
        _check(P256_VERIFY, SIGNATURE);
    }

    function _check(address precompile, bytes memory input) private view {
        (bool success, bytes memory output) = precompile.staticcall(input);
        require(success && output.length > 0, PrecompileMissing(precompile));
    }
}
