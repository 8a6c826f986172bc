// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Where every message from this chain to L1 begins: L1 accepts what stands in this contract's storage.
///
/// @dev Slot 0 is `sentMessages`. The storage root stands in each block's header and output root, so a proof
/// of `sentMessages[hash]` against an output root proves the message. Value sent along leaves the chain: it
/// stays in this balance for ever and counts as withdrawn, and L1StandardBridge pays it to `target` as MT.
interface IL2ToL1MessagePasser {
    /// @notice When a message is sent. The fields are the preimage of `withdrawalHash`, with the chainID.
    event MessagePassed(
        uint256 indexed nonce,
        address indexed sender,
        address indexed target,
        uint256 value,
        uint256 gasLimit,
        bytes data,
        bytes32 withdrawalHash
    );

    /// @notice Sends a message, and the MT sent along, to an account on L1.
    /// @param target Account on L1.
    /// @param gasLimit Gas that the call on L1 has to have.
    /// @param data Calldata on L1.
    function initiateWithdrawal(address target, uint256 gasLimit, bytes calldata data)
        external
        payable;

    /// @notice Whether a message was sent from this chain, by its hash: keccak256(abi.encode(chainID, nonce,
    /// sender, target, value, gasLimit, data)).
    function sentMessages(bytes32 withdrawalHash) external view returns (bool);

    /// @notice Nonce of the next message. Nonces count from 0 on each chain.
    function messageNonce() external view returns (uint256);
}
