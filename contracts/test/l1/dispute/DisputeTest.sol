// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDisputeGame} from "../../../src/l1/dispute/interfaces/IDisputeGame.sol";
import {GenesisOutput} from "../../../src/l1/rollup/GenesisOutput.sol";
import {
    GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
    GENESIS_STATE_ROOT
} from "../../../src/l1/rollup/GenesisStateRoot.sol";
import {
    IStateCommitmentChain as ISCC
} from "../../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";
import {L1Test} from "../L1Test.sol";

/// @notice State batches whose output roots have known preimages, and challengers who open disputes on them.
abstract contract DisputeTest is L1Test {
    address internal alice = account("alice");
    address internal bob = account("bob");

    mapping(uint256 blockNumber => bytes32 batchHash) private _batchHashes;

    function hasRealDisputeGame() internal pure override returns (bool) {
        return true;
    }

    function fund(address who) internal {
        vm.deal(who, 1000 ether);
    }

    /// @dev A transaction batch of so many blocks, and a state batch that asserts them.
    function appendState(uint256 count) internal {
        appendStateAs(sequencer, count);
    }

    function appendStateAs(address who, uint256 count) internal {
        uint256 first = scc.stateTip(chainId).nextBlock;
        if (ctc.chainTip(chainId).nextBlock < first + count) {
            advance(10);
            Batch memory made = nextBatch();
            made.blockCount = first + count - ctc.chainTip(chainId).nextBlock;
            append(made);
            for (uint256 i = 0; i < made.blockCount; i++) {
                _batchHashes[first + count - 1 - i] = ctc.chainTip(chainId).batchHash;
            }
        }
        bytes32[] memory roots = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            roots[i] = rootOf(first + i);
        }
        bytes32 batchHash = _batchHashes[first + count - 1];
        drawNow(chainId);
        vm.prank(who, who);
        scc.appendStateBatch(chainId, first, roots, batchHash);
    }

    function preimageOf(uint256 blockNumber)
        internal
        view
        returns (IDisputeGame.OutputRootPreimage memory)
    {
        if (blockNumber == 0) {
            return IDisputeGame.OutputRootPreimage(
                GENESIS_STATE_ROOT,
                GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
                GenesisOutput.blockHash(chainId)
            );
        }
        return IDisputeGame.OutputRootPreimage(
            keccak256(abi.encode("state", blockNumber)),
            keccak256(abi.encode("messages", blockNumber)),
            keccak256(abi.encode("block", blockNumber))
        );
    }

    function rootOf(uint256 blockNumber) internal view returns (bytes32) {
        return keccak256(abi.encode(bytes32(0), preimageOf(blockNumber)));
    }

    /// @dev An opening that the door takes, on a live state batch.
    function opening(uint256 blockNumber) internal view returns (IDisputeGame.Opening memory) {
        return opening(blockNumber, batchOf(blockNumber), batchOf(blockNumber - 1));
    }

    function opening(uint256 blockNumber, uint256 stateBatchIndex, uint256 agreedStateBatchIndex)
        internal
        view
        returns (IDisputeGame.Opening memory made)
    {
        made.chainId = chainId;
        made.stateBatchIndex = stateBatchIndex;
        made.blockNumber = blockNumber;
        made.claimedRoot = rootOf(blockNumber);
        made.claimedSiblings = siblingsOf(blockNumber, stateBatchIndex);
        made.agreedStateBatchIndex = agreedStateBatchIndex;
        made.agreed = preimageOf(blockNumber - 1);
        made.agreedSiblings = siblingsOf(blockNumber - 1, agreedStateBatchIndex);
        made.challengerRoot = keccak256("the right one");
        made.batchHash = _batchHashes[blockNumber];
        made.salt = keccak256("salt");
    }

    function commitmentOf(address who, IDisputeGame.Opening memory said)
        internal
        view
        returns (bytes32)
    {
        return disputes.commitmentOf(
            who,
            said.chainId,
            said.stateBatchIndex,
            said.blockNumber,
            said.challengerRoot,
            said.salt
        );
    }

    function commitAs(address who, IDisputeGame.Opening memory said) internal {
        bytes32 commitment = commitmentOf(who, said);
        vm.prank(who);
        disputes.commit(commitment);
    }

    function openAs(address who, IDisputeGame.Opening memory said) internal {
        commitAs(who, said);
        advance(1);
        vm.prank(who);
        disputes.open{value: 0.1 ether}(said);
    }

    /// @dev The last state batch, deleted or not, that holds a block.
    function batchOf(uint256 blockNumber) internal view returns (uint256 index) {
        index = scc.stateTip(chainId).stateBatchCount - 1;
        while (true) {
            ISCC.StateBatch memory made = scc.stateBatch(chainId, index);
            bool isIn =
                blockNumber >= made.firstBlock && blockNumber < made.firstBlock + made.rootCount;
            if (isIn) return index;
            index--;
        }
    }

    function siblingsOf(uint256 blockNumber) internal view returns (bytes32[] memory) {
        return siblingsOf(blockNumber, batchOf(blockNumber));
    }

    /// @dev Merkle path, built as the specification says and not by the library under test.
    function siblingsOf(uint256 blockNumber, uint256 stateBatchIndex)
        internal
        view
        returns (bytes32[] memory siblings)
    {
        ISCC.StateBatch memory made = scc.stateBatch(chainId, stateBatchIndex);
        uint256 depth = 0;
        while (1 << depth < made.rootCount) {
            depth++;
        }
        bytes32[] memory level = new bytes32[](1 << depth);
        for (uint256 i = 0; i < made.rootCount; i++) {
            level[i] = keccak256(abi.encode(made.firstBlock + i, rootOf(made.firstBlock + i)));
        }
        siblings = new bytes32[](depth);
        uint256 index = blockNumber - made.firstBlock;
        for (uint256 k = 0; k < depth; k++) {
            siblings[k] = level[index ^ 1];
            for (uint256 i = 0; i < 1 << (depth - k - 1); i++) {
                level[i] = keccak256(abi.encode(level[2 * i], level[2 * i + 1]));
            }
            index >>= 1;
        }
    }
}
