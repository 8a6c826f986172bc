// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMTWithdrawals} from "../../../src/l1/bridge/interfaces/IMTWithdrawals.sol";
import {L1Test} from "../L1Test.sol";
import {StorageTrie} from "./StorageTrie.sol";

/// @notice L1 with DACs that send messages, and state batches over what they sent.
abstract contract BridgeTest is L1Test {
    StorageTrie internal trie;

    /// @dev Of each chain, the hashes of the messages sent so far.
    mapping(uint256 chainId => bytes32[]) internal sent;

    /// @dev A message and what proves it.
    struct Withdrawal {
        uint256 chainId;
        IMTWithdrawals.WithdrawalMessage message;
        bytes32 hash;
        IMTWithdrawals.OutputRootProof outputRootProof;
        bytes[] storageProof;
    }

    function deployBridge() internal {
        deploy();
        trie = new StorageTrie();
        metisToken.approve(address(bridge), type(uint256).max);
    }

    /// @dev A message that a DAC sends, which is not yet in a state batch.
    function send(uint256 id, address target, uint256 value, bytes memory data)
        internal
        returns (Withdrawal memory made)
    {
        made.chainId = id;
        made.message = IMTWithdrawals.WithdrawalMessage({
            nonce: sent[id].length,
            sender: stranger,
            target: target,
            value: value,
            gasLimit: 100_000,
            data: data
        });
        made.hash =
            keccak256(abi.encode(id, made.message.nonce, stranger, target, value, 100_000, data));
        sent[id].push(made.hash);
    }

    /// @dev Posts a batch of `count` blocks and asserts their state: the one at `index` has all messages that
    /// were sent so far, and the proof is of it.
    function assertMessages(uint256 id, uint256 count, uint256 index)
        internal
        returns (IMTWithdrawals.OutputRootProof memory proof)
    {
        chainId = id;
        // So that the origin moves on, and with it how many blocks a batch may have.
        advance(2);
        Batch memory made = nextBatch();
        made.blockCount = count;
        uint256 first = scc.stateTip(id).nextBlock;
        uint256 next = ctc.chainTip(id).nextBlock;
        // After a deletion the blocks are there already.
        if (first == next) append(made);
        else count = next - first;

        proof.stateBatchIndex = scc.stateTip(id).stateBatchCount;
        proof.index = index;
        proof.blockNumber = first + index;
        proof.messagePasserStorageRoot = trie.root(sent[id]);
        proof.stateRoot = keccak256(abi.encode(id, proof.stateBatchIndex));
        proof.blockHash = keccak256(abi.encode(proof.stateRoot));
        bytes32[] memory roots = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            roots[i] = keccak256(abi.encode("other", i));
        }
        roots[index] = keccak256(
            abi.encode(0, proof.stateRoot, proof.messagePasserStorageRoot, proof.blockHash)
        );
        bytes32 batchHash = ctc.chainTip(id).batchHash;
        vm.prank(sequencer, sequencer);
        scc.appendStateBatch(id, first, roots, batchHash);
        proof.siblings = _siblings(first, roots, index);
    }

    /// @dev What proves a message by the state that was asserted last.
    function complete(Withdrawal memory made, IMTWithdrawals.OutputRootProof memory proof)
        internal
    {
        made.outputRootProof = proof;
        made.storageProof = trie.prove(sent[made.chainId], made.hash);
    }

    /// @dev A message in a state batch of three blocks.
    function sendAndAssert(uint256 id, address target, uint256 value)
        internal
        returns (Withdrawal memory made)
    {
        made = send(id, target, value, "");
        complete(made, assertMessages(id, 3, 1));
    }

    function prove(Withdrawal memory made) internal returns (bytes32) {
        return
            bridge.proveWithdrawal(
                made.chainId, made.message, made.outputRootProof, made.storageProof
            );
    }

    function isProvable(Withdrawal memory made) internal returns (bool success) {
        bytes memory call = abi.encodeCall(
            bridge.proveWithdrawal,
            (made.chainId, made.message, made.outputRootProof, made.storageProof)
        );
        uint256 id = vm.snapshotState();
        (success,) = address(bridge).call(call);
        vm.revertToState(id);
    }

    function passWindow() internal {
        advance(121);
    }

    /// @dev By a plain recursion, unlike the contract.
    function _siblings(uint256 first, bytes32[] memory roots, uint256 index)
        private
        pure
        returns (bytes32[] memory siblings)
    {
        uint256 levels = 0;
        while (1 << levels < roots.length) levels++;
        siblings = new bytes32[](levels);
        for (uint256 i = 0; i < levels; i++) {
            uint256 sibling = (index >> i) ^ 1;
            siblings[i] = _subtree(first, roots, sibling << i, 1 << i);
        }
    }

    function _subtree(uint256 first, bytes32[] memory roots, uint256 start, uint256 width)
        private
        pure
        returns (bytes32)
    {
        if (width == 1) {
            return start < roots.length
                ? keccak256(abi.encode(first + start, roots[start]))
                : bytes32(0);
        }
        uint256 half = width / 2;
        return keccak256(
            abi.encode(
                _subtree(first, roots, start, half), _subtree(first, roots, start + half, half)
            )
        );
    }
}
