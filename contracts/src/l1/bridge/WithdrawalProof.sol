// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {TrieProof} from "@openzeppelin/contracts/utils/cryptography/TrieProof.sol";

import {IMTWithdrawals} from "./interfaces/IMTWithdrawals.sol";

/// @notice What L1 recomputes of a message from L2.
library WithdrawalProof {
    /// @dev Of `sentMessages` in L2ToL1MessagePasser.
    bytes32 private constant SENT_MESSAGES_SLOT = 0;

    /// @dev RLP of the one that stands for true.
    bytes private constant TRUE = hex"01";

    /// @notice A message's hash, as L2ToL1MessagePasser makes it.
    function withdrawalHash(uint256 chainId, IMTWithdrawals.WithdrawalMessage calldata message)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                chainId,
                message.nonce,
                message.sender,
                message.target,
                message.value,
                message.gasLimit,
                message.data
            )
        );
    }

    /// @notice The output root that its parts make.
    function outputRoot(IMTWithdrawals.OutputRootProof calldata parts)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(bytes32(0), parts.stateRoot, parts.messagePasserStorageRoot, parts.blockHash)
        );
    }

    /// @notice Whether `sentMessages[hash]` is set in the storage that a root commits to. May revert on nodes
    /// that are no RLP.
    /// @param storageProof Trie nodes from the root down.
    function isSent(bytes32 storageRoot, bytes32 hash, bytes[] calldata storageProof)
        internal
        pure
        returns (bool)
    {
        bytes32 slot = Hashes.efficientKeccak256(hash, SENT_MESSAGES_SLOT);
        bytes memory key = abi.encodePacked(keccak256(abi.encodePacked(slot)));
        return TrieProof.verify(TRUE, storageRoot, key, storageProof);
    }
}
