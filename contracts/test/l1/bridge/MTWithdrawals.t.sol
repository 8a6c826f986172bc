// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMTWithdrawals} from "../../../src/l1/bridge/interfaces/IMTWithdrawals.sol";
import {Profile} from "../../../src/l1/dac/Profile.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {BridgeTest} from "./BridgeTest.sol";

/// @notice Fails whatever is called of it.
contract Closed {
    fallback() external payable {
        revert("called");
    }
}

contract MTWithdrawalsTest is BridgeTest {
    uint256 private _first;
    uint256 private _second;
    address private _alice;

    function setUp() public {
        deployBridge();
        _first = chainId;
        _alice = account("alice");
        _second = comCo.createDAC("second", charter(), Profile.Dev);
        vm.prank(sequencer);
        pool.allocate(_second, 100 * MT);
        advance(40);
        bridge.depositMT(_first, stranger, 100 * MT);
        bridge.depositMT(_second, stranger, 50 * MT);
        vm.assertEq(bridge.escrow(_second), 50 * MT);
    }

    function testFuzz_withdrawal_paysItsTargetFromTheChainsEscrow(uint256 value, uint8 others)
        public
    {
        value = bound(value, 1, 100 * MT);
        for (uint256 i = 0; i < others % 24; i++) {
            send(_first, stranger, i, "");
        }
        Withdrawal memory made = sendAndAssert(_first, _alice, value);
        vm.expectEmit(address(bridge));
        emit IMTWithdrawals.WithdrawalProven(made.hash, _first, 1);
        vm.assertEq(prove(made), made.hash);
        _expectClaim(made, IMTWithdrawals.WithdrawalStatus.Proven, 1);
        vm.assertFalse(bridge.isFinalizable(made.hash));
        passWindow();
        vm.assertTrue(bridge.isFinalizable(made.hash));

        vm.expectCall(
            address(pool), abi.encodeCall(ISequencerPool.recordEscrow, (_first, 100 * MT - value))
        );
        vm.expectEmit(address(bridge));
        emit IMTWithdrawals.WithdrawalFinalized(made.hash, _first, _alice, value);
        bridge.finalizeWithdrawal(made.hash);
        vm.assertEq(metisToken.balanceOf(_alice), value);
        vm.assertEq(bridge.escrow(_first), 100 * MT - value);
        vm.assertEq(bridge.escrow(_second), 50 * MT);
        _expectClaim(made, IMTWithdrawals.WithdrawalStatus.Finalized, 1);
        vm.assertFalse(bridge.isFinalizable(made.hash));
    }

    function test_finalize_happensOnceAndEndsProving() public {
        Withdrawal memory made = _finalized(_first, 3 * MT);
        bytes memory reason =
            abi.encodeWithSelector(IMTWithdrawals.AlreadyFinalized.selector, made.hash);
        vm.expectRevert(reason);
        bridge.finalizeWithdrawal(made.hash);
        vm.expectRevert(reason);
        prove(made);
        // Neither by the state of another block.
        complete(made, assertMessages(_first, 1, 0));
        vm.expectRevert(reason);
        prove(made);
        vm.assertEq(metisToken.balanceOf(_alice), 3 * MT);
    }

    function testFuzz_finalize_ofWhatWasNotProvenReverts(bytes32 hash) public {
        vm.expectRevert(abi.encodeWithSelector(IMTWithdrawals.NotProven.selector, hash));
        bridge.finalizeWithdrawal(hash);
    }

    function test_finalize_waitsForTheWindow() public {
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        prove(made);
        advance(120);
        _expectNotWithdrawable(made);
        advance(1);
        bridge.finalizeWithdrawal(made.hash);
    }

    function test_finalize_waitsForAGame() public {
        Withdrawal memory earlier = sendAndAssert(_first, _alice, MT);
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        prove(earlier);
        prove(made);
        disputeGame.setDisputed(_first, made.outputRootProof.stateBatchIndex);
        passWindow();
        _expectNotWithdrawable(made);
        // What was asserted before the disputed state batch does not wait.
        bridge.finalizeWithdrawal(earlier.hash);
        disputeGame.setDisputed(_first, 0);
        bridge.finalizeWithdrawal(made.hash);
        vm.assertEq(metisToken.balanceOf(_alice), 4 * MT);
    }

    function test_prove_againAfterTheStateBatchWasDeleted() public {
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        prove(made);
        disputeGame.setDisputed(_first, 1);
        disputeGame.win(_first, 1);
        disputeGame.setDisputed(_first, 0);
        passWindow();
        _expectNotWithdrawable(made);
        // The old proof is of a state batch that is no more.
        vm.expectRevert(
            abi.encodeWithSelector(IMTWithdrawals.OutputRootNotFound.selector, _first, 1, 2)
        );
        prove(made);
        complete(made, assertMessages(_first, 3, 2));
        prove(made);
        _expectClaim(made, IMTWithdrawals.WithdrawalStatus.Proven, 2);
        _expectNotWithdrawable(made);
        passWindow();
        bridge.finalizeWithdrawal(made.hash);
        vm.assertEq(metisToken.balanceOf(_alice), 3 * MT);
    }

    function test_prove_againBringsAnEarlierStateBatchNeverALaterOne() public {
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        Withdrawal memory later = abi.decode(abi.encode(made), (Withdrawal));
        complete(later, assertMessages(_first, 2, 0));
        prove(later);
        _expectClaim(made, IMTWithdrawals.WithdrawalStatus.Proven, 2);
        prove(made);
        _expectClaim(made, IMTWithdrawals.WithdrawalStatus.Proven, 1);
        bytes memory reason =
            abi.encodeWithSelector(IMTWithdrawals.AlreadyProven.selector, made.hash, 1);
        vm.expectRevert(reason);
        prove(later);
        vm.expectRevert(reason);
        prove(made);
    }

    function test_prove_ofAMessageWithoutMTReverts() public {
        Withdrawal memory made = send(_first, _alice, 0, "data");
        complete(made, assertMessages(_first, 3, 1));
        vm.expectRevert(abi.encodeWithSelector(IMTWithdrawals.NoValue.selector, made.hash));
        prove(made);
    }

    function test_prove_ofWhatWasNeverSentReverts() public {
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        made.message.nonce++;
        bytes32 hash = keccak256(
            abi.encode(_first, made.message.nonce, stranger, _alice, 3 * MT, 100_000, bytes(""))
        );
        vm.expectRevert(abi.encodeWithSelector(IMTWithdrawals.MessageNotSent.selector, hash));
        prove(made);
    }

    function test_prove_inAnotherChainsNameReverts() public {
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        sendAndAssert(_second, stranger, 3 * MT);
        made.chainId = _second;
        vm.expectRevert(
            abi.encodeWithSelector(IMTWithdrawals.OutputRootNotFound.selector, _second, 1, 2)
        );
        prove(made);
        // Even a chain whose whole state lies finds only messages with its own chainID.
        sent[_second].push(made.hash);
        complete(made, assertMessages(_second, 3, 1));
        vm.assertFalse(isProvable(made));
    }

    function test_prove_ofAnUnknownChainReverts() public {
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        made.chainId = 5;
        vm.expectRevert(abi.encodeWithSelector(IMTWithdrawals.OutputRootNotFound.selector, 5, 1, 2));
        prove(made);
    }

    /// @dev A chain whose undisputed state lies can lose no more than it has.
    function testFuzz_finalize_neverReachesForAnotherChainsEscrow(uint256 value) public {
        value = bound(value, 50 * MT + 1, type(uint128).max);
        Withdrawal memory made = sendAndAssert(_second, _alice, value);
        prove(made);
        passWindow();
        vm.assertFalse(bridge.isFinalizable(made.hash));
        vm.expectRevert(
            abi.encodeWithSelector(IMTWithdrawals.EscrowTooLow.selector, _second, 50 * MT, value)
        );
        bridge.finalizeWithdrawal(made.hash);
        _expectClaim(made, IMTWithdrawals.WithdrawalStatus.Proven, 1);
        vm.assertEq(metisToken.balanceOf(address(bridge)), 150 * MT);
    }

    /// @dev Parked MT is nobody's escrow.
    function test_finalize_neverReachesForParkedDeposits() public {
        uint256 third = comCo.createDAC("third", charter(), Profile.Dev);
        bridge.depositMT(third, stranger, 30 * MT);
        vm.assertEq(bridge.parked(third), 30 * MT);
        vm.prank(sequencer);
        pool.allocate(third, 100 * MT);
        advance(40);
        Withdrawal memory made = sendAndAssert(third, _alice, 1);
        prove(made);
        passWindow();
        vm.expectRevert(abi.encodeWithSelector(IMTWithdrawals.EscrowTooLow.selector, third, 0, 1));
        bridge.finalizeWithdrawal(made.hash);
        bridge.release(1);
        bridge.finalizeWithdrawal(made.hash);
    }

    function test_finalize_paysAndDeliversNoData() public {
        address target = address(new Closed());
        Withdrawal memory made = send(_first, target, 3 * MT, "anything");
        complete(made, assertMessages(_first, 3, 1));
        prove(made);
        passWindow();
        bridge.finalizeWithdrawal(made.hash);
        vm.assertEq(metisToken.balanceOf(target), 3 * MT);
    }

    /// @dev Nor by who may post, who is bonded, or what the charter says.
    function test_finalize_isNotBlockedByAMissingBond() public {
        Withdrawal memory made = sendAndAssert(_first, _alice, 3 * MT);
        prove(made);
        advance(200);
        vm.prank(sequencer);
        pool.allocate(_first, 0);
        vm.assertFalse(pool.admitsEscrow(_first, 1));
        bridge.finalizeWithdrawal(made.hash);
        vm.assertEq(metisToken.balanceOf(_alice), 3 * MT);
    }

    function testFuzz_prove_withAnyBitOfTheStorageProofFlippedReverts(
        uint8 others,
        uint256 node,
        uint256 position,
        uint8 bit
    ) public {
        Withdrawal memory made = _among(others % 40);
        bytes memory flipped = made.storageProof[node % made.storageProof.length];
        position %= flipped.length;
        flipped[position] ^= bytes1(uint8(1) << (bit % 8));
        vm.assertFalse(isProvable(made));
        flipped[position] ^= bytes1(uint8(1) << (bit % 8));
        vm.assertTrue(isProvable(made));
    }

    /// @dev Every byte of one proof.
    function test_prove_withAnyByteOfTheStorageProofChangedReverts() public {
        Withdrawal memory made = _among(20);
        vm.assertGt(made.storageProof.length, 1);
        for (uint256 node = 0; node < made.storageProof.length; node++) {
            bytes memory changed = made.storageProof[node];
            for (uint256 i = 0; i < changed.length; i++) {
                changed[i] ^= 0xff;
                vm.assertFalse(isProvable(made));
                changed[i] ^= 0xff;
            }
        }
        vm.assertTrue(isProvable(made));
    }

    function testFuzz_prove_withOtherNodesReverts(uint8 others, uint256 place, bytes memory extra)
        public
    {
        Withdrawal memory made = _among(others % 40);
        bytes[] memory nodes = made.storageProof;
        bytes[] memory more = new bytes[](nodes.length + 1);
        bytes[] memory fewer = new bytes[](nodes.length - 1);
        place %= more.length;
        for (uint256 i = 0; i < more.length; i++) {
            if (i == place) more[i] = extra;
            else more[i] = nodes[i < place ? i : i - 1];
        }
        for (uint256 i = 0; i < fewer.length; i++) {
            fewer[i] = nodes[i < place ? i : i + 1];
        }
        made.storageProof = more;
        vm.assertFalse(isProvable(made));
        made.storageProof = fewer;
        vm.assertFalse(isProvable(made));
        made.storageProof = new bytes[](0);
        vm.assertFalse(isProvable(made));
    }

    function testFuzz_prove_withAnyFieldOfTheMessageChangedReverts(uint8 field, uint160 change)
        public
    {
        Withdrawal memory made = _among(5);
        vm.assume(change != 0);
        field %= 7;
        if (field == 0) made.message.nonce ^= change;
        if (field == 1) made.message.sender = address(uint160(made.message.sender) ^ change);
        if (field == 2) made.message.target = address(uint160(made.message.target) ^ change);
        if (field == 3) made.message.value ^= change;
        if (field == 4) made.message.gasLimit ^= change;
        if (field == 5) made.message.data = abi.encode(change);
        if (field == 6) made.chainId ^= change;
        vm.assertFalse(isProvable(made));
    }

    function testFuzz_prove_withAnyPartOfTheOutputRootChangedReverts(
        uint8 field,
        uint256 change,
        uint256 place
    ) public {
        Withdrawal memory made = _among(5);
        vm.assume(change != 0);
        IMTWithdrawals.OutputRootProof memory proof = made.outputRootProof;
        field %= 7;
        if (field == 0) proof.stateBatchIndex ^= change;
        if (field == 1) proof.blockNumber ^= change;
        if (field == 2) proof.stateRoot ^= bytes32(change);
        if (field == 3) proof.messagePasserStorageRoot ^= bytes32(change);
        if (field == 4) proof.blockHash ^= bytes32(change);
        if (field == 5) proof.index ^= change;
        if (field == 6) proof.siblings[place % proof.siblings.length] ^= bytes32(change);
        vm.assertFalse(isProvable(made));
    }

    function test_prove_byTheGenesisStateReverts() public {
        // Its messages are none: no proof leads anywhere in an empty trie.
        Withdrawal memory made = send(_first, _alice, 3 * MT, "");
        bytes[] memory nodes = new bytes[](1);
        nodes[0] = hex"80";
        made.storageProof = nodes;
        made.outputRootProof.messagePasserStorageRoot = keccak256(hex"80");
        vm.assertFalse(isProvable(made));
    }

    function test_gas_proveWithdrawal() public {
        Withdrawal memory made = _ofManyMessages();
        vm.startSnapshotGas("L1StandardBridge", "proveWithdrawal");
        bridge.proveWithdrawal(made.chainId, made.message, made.outputRootProof, made.storageProof);
        vm.stopSnapshotGas();
    }

    function test_gas_finalizeWithdrawal() public {
        Withdrawal memory made = _ofManyMessages();
        prove(made);
        passWindow();
        vm.startSnapshotGas("L1StandardBridge", "finalizeWithdrawal");
        bridge.finalizeWithdrawal(made.hash);
        vm.stopSnapshotGas();
    }

    /// @dev One of 200 messages, in a state batch of 64 blocks.
    function _ofManyMessages() private returns (Withdrawal memory made) {
        for (uint256 i = 0; i < 199; i++) {
            send(_first, stranger, i, "");
        }
        made = send(_first, _alice, MT, "");
        complete(made, assertMessages(_first, 64, 17));
    }

    function _among(uint256 others) private returns (Withdrawal memory made) {
        for (uint256 i = 0; i < others; i++) {
            send(_first, stranger, i, "");
        }
        made = sendAndAssert(_first, _alice, MT);
        vm.assertTrue(isProvable(made));
    }

    function _finalized(uint256 id, uint256 value) private returns (Withdrawal memory made) {
        made = sendAndAssert(id, _alice, value);
        prove(made);
        passWindow();
        bridge.finalizeWithdrawal(made.hash);
    }

    function _expectNotWithdrawable(Withdrawal memory made) private {
        uint256 index = bridge.withdrawal(made.hash).stateBatchIndex;
        vm.expectRevert(
            abi.encodeWithSelector(IMTWithdrawals.NotWithdrawable.selector, made.chainId, index)
        );
        bridge.finalizeWithdrawal(made.hash);
    }

    function _expectClaim(
        Withdrawal memory made,
        IMTWithdrawals.WithdrawalStatus status,
        uint256 stateBatchIndex
    ) private view {
        IMTWithdrawals.Withdrawal memory claim = bridge.withdrawal(made.hash);
        vm.assertEq(uint8(claim.status), uint8(status));
        vm.assertEq(claim.chainId, made.chainId);
        vm.assertEq(claim.target, made.message.target);
        vm.assertEq(claim.value, made.message.value);
        vm.assertEq(claim.stateBatchIndex, stateBatchIndex);
    }
}
