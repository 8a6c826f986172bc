// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Takes the arguments of `CanonicalTransactionChain.appendSequencerBatch` and gives the payload back, so that a
/// reader of calldata can be compared with Solidity's own decoder.
contract AppendCalldataHarness {
    function appendSequencerBatch(
        uint256,
        bytes32,
        uint256,
        uint256,
        uint256,
        bytes32,
        uint256,
        address,
        bytes calldata,
        bytes calldata payload
    ) external pure returns (bytes memory) {
        return payload;
    }
}
