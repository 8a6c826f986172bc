// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Boundary} from "../machine/Boundary.sol";
import {Kind} from "../machine/Kind.sol";
import {MachineState} from "../machine/Machine.sol";
import {BlockPart, World} from "../machine/Parts.sol";

/// @notice The first and the last state of a block's trace, which L1 computes itself.
library TraceEnds {
    /// @notice Before BLOCK_BEGIN: of the block, what is not named here is zero.
    /// @param stateRoot Of the block before.
    /// @param parentHash Hash of the block before.
    /// @param inputCommitment Hash of the transaction batch that the block is in.
    function start(
        bytes32 stateRoot,
        bytes32 parentHash,
        uint256 chainId,
        uint256 blockNumber,
        bytes32 inputCommitment,
        uint256 indexInBatch
    ) internal pure returns (bytes32) {
        World memory world;
        world.stateRoot = stateRoot;
        Boundary.clear(world);
        BlockPart memory blockPart;
        blockPart.chainId = chainId;
        blockPart.number = blockNumber;
        blockPart.parentHash = parentHash;
        blockPart.inputCommitment = inputCommitment;
        blockPart.indexInBatch = indexInBatch;
        bytes32 worldHash = keccak256(abi.encode(world));
        bytes32 blockHash = keccak256(abi.encode(blockPart));
        return
            keccak256(abi.encode(MachineState.TAG, Kind.BLOCK_BEGIN, worldHash, blockHash, 0, 0, 0));
    }

    /// @notice What BLOCK_END leaves: nothing but the output root.
    function end(bytes32 outputRoot) internal pure returns (bytes32) {
        return keccak256(abi.encode(MachineState.TAG, Kind.HALT, outputRoot));
    }
}
