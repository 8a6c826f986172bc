// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMTWithdrawals} from "../../../src/l1/bridge/interfaces/IMTWithdrawals.sol";
import {IParkedDeposits} from "../../../src/l1/bridge/interfaces/IParkedDeposits.sol";
import {Profile} from "../../../src/l1/dac/Profile.sol";
import {BridgeTest} from "./BridgeTest.sol";

/// @notice The calls that invariant runs make of the bridge, and a model that says what must come of each.
/// @dev The runner knows contracts of files named `.t.sol` only.
contract BridgeHandler is BridgeTest {
    uint256 public constant CHAINS = 3;

    struct ModelDeposit {
        uint256 chainId;
        address owner;
        uint256 amount;
        IParkedDeposits.DepositStatus status;
    }

    struct ModelWithdrawal {
        uint256 chainId;
        IMTWithdrawals.WithdrawalMessage message;
        bytes32 hash;
        IMTWithdrawals.WithdrawalStatus status;
        uint256 stateBatchIndex;
    }

    /// @dev What was asserted: how many messages the state had, and the rest of what proves one.
    struct ModelStateBatch {
        uint256 sentCount;
        bytes outputRootProof;
        bool isDeleted;
    }

    uint256[CHAINS] public chainIds;
    /// @notice MT on L2, what is on its way there included.
    mapping(uint256 chainId => uint256) public supply;
    /// @notice MT that left L2 and is not paid on L1.
    mapping(uint256 chainId => uint256) public unpaid;
    mapping(uint256 chainId => uint256) public paid;
    mapping(uint256 chainId => uint256) public parked;
    uint256 public stray;
    /// @notice How often each thing happened.
    mapping(string what => uint256) public count;

    ModelDeposit[] private _deposits;
    ModelWithdrawal[] private _withdrawals;
    mapping(uint256 chainId => mapping(uint256 stateBatchIndex => ModelStateBatch)) private
        _stateBatches;

    address[3] private _actors;
    uint256 private _blockNumber;
    uint256 private _timestamp;

    /// @dev The runner forgets `roll` and `warp` at the end of each call.
    modifier inTime() {
        vm.roll(_blockNumber);
        vm.warp(_timestamp);
        _;
        (_blockNumber, _timestamp) = (block.number, block.timestamp);
    }

    constructor() {
        deployBridge();
        chainIds[0] = chainId;
        chainIds[1] = comCo.createDAC("second", charter(), Profile.Dev);
        chainIds[2] = comCo.createDAC("third", charter(), Profile.Dev);
        vm.prank(sequencer);
        pool.allocate(chainIds[1], 100 * MT);
        _actors = [account("alice"), account("bob"), account("carol")];
        for (uint256 i = 0; i < 3; i++) {
            metisToken.transfer(_actors[i], 100_000 * MT);
            vm.prank(_actors[i]);
            metisToken.approve(address(bridge), type(uint256).max);
        }
        (_blockNumber, _timestamp) = (block.number, block.timestamp);
    }

    function pass(uint256 blocks) external inTime {
        advance(bound(blocks, 1, 100));
    }

    /// @dev The bond comes or goes, if it is not locked.
    function bond(uint256 which) external inTime {
        uint256 id = _chain(which);
        uint256 amount = pool.allocation(id, sequencer).amount == 0 ? 100 * MT : 0;
        vm.prank(sequencer);
        try pool.allocate(id, amount) {} catch {}
    }

    function deposit(uint256 which, uint256 who, uint256 amount) external inTime {
        uint256 id = _chain(which);
        address actor = _actors[who % 3];
        amount = bound(amount, 1, 100 * MT);
        if (metisToken.balanceOf(actor) < amount) return;
        bool isAdmitted = pool.admitsEscrow(id, bridge.escrow(id) + amount);
        vm.prank(actor, actor);
        (uint256 queueIndex, uint256 depositId) = bridge.depositMT(id, actor, amount);
        vm.assertEq(isAdmitted, queueIndex != 0);
        vm.assertEq(isAdmitted, depositId == 0);
        if (isAdmitted) {
            supply[id] += amount;
            count["deposited"]++;
        } else {
            vm.assertEq(depositId, _deposits.length + 1);
            _deposits.push(ModelDeposit(id, actor, amount, IParkedDeposits.DepositStatus.Parked));
            parked[id] += amount;
            count["parked"]++;
        }
    }

    function refund(uint256 which, uint256 who) external inTime {
        if (_deposits.length == 0) return;
        uint256 depositId = 1 + which % _deposits.length;
        ModelDeposit storage made = _deposits[depositId - 1];
        address actor = _actors[who % 3];
        uint256 before = metisToken.balanceOf(actor);
        bool isDue = made.status == IParkedDeposits.DepositStatus.Parked && actor == made.owner;
        vm.prank(actor);
        try bridge.refund(depositId) {
            vm.assertTrue(isDue);
            vm.assertEq(metisToken.balanceOf(actor), before + made.amount);
            made.status = IParkedDeposits.DepositStatus.Refunded;
            parked[made.chainId] -= made.amount;
            count["refunded"]++;
        } catch {
            vm.assertFalse(isDue);
        }
    }

    function release(uint256 which, uint256 who) external inTime {
        if (_deposits.length == 0) return;
        uint256 depositId = 1 + which % _deposits.length;
        ModelDeposit storage made = _deposits[depositId - 1];
        uint256 escrow = bridge.escrow(made.chainId) + made.amount;
        bool isDue = made.status == IParkedDeposits.DepositStatus.Parked
            && pool.admitsEscrow(made.chainId, escrow);
        vm.prank(_actors[who % 3]);
        try bridge.release(depositId) {
            vm.assertTrue(isDue);
            made.status = IParkedDeposits.DepositStatus.Released;
            parked[made.chainId] -= made.amount;
            supply[made.chainId] += made.amount;
            count["released"]++;
        } catch {
            vm.assertFalse(isDue);
        }
    }

    /// @dev On L2; a state batch has it later.
    function withdraw(uint256 which, uint256 amount) external inTime {
        uint256 id = _chain(which);
        if (supply[id] == 0) return;
        amount = bound(amount, 1, supply[id]);
        Withdrawal memory made = send(id, targetOf(id), amount, "");
        _withdrawals.push(
            ModelWithdrawal(id, made.message, made.hash, IMTWithdrawals.WithdrawalStatus.None, 0)
        );
        supply[id] -= amount;
        unpaid[id] += amount;
        count["withdrawn"]++;
    }

    function assertState(uint256 which, uint256 blocks, uint256 index) external inTime {
        uint256 id = _chain(which);
        // It is posted two blocks on: in the same epoch.
        if (pool.epochAt(block.number + 2) != pool.currentEpoch()) advance(2);
        drawNow(id);
        if (!pool.mayPost(id, sequencer)) return;
        uint256 pending = ctc.chainTip(id).nextBlock - scc.stateTip(id).nextBlock;
        uint256 length = pending == 0 ? bound(blocks, 1, 5) : pending;
        IMTWithdrawals.OutputRootProof memory proof = assertMessages(id, length, index % length);
        _stateBatches[id][proof.stateBatchIndex] =
            ModelStateBatch(sent[id].length, abi.encode(proof), false);
        count["asserted"]++;
    }

    /// @dev A dispute that is opened and won at once, one in four times.
    function deleteState(uint256 which, uint256 index) external inTime {
        uint256 id = _chain(which);
        uint256 batches = scc.stateTip(id).stateBatchCount;
        index = bound(index, 0, 4 * batches);
        if (index == 0 || index >= batches || !scc.isLive(id, index)) return;
        if (block.timestamp > scc.windowEnd(id, index)) return;
        disputeGame.setDisputed(id, index);
        disputeGame.win(id, index);
        disputeGame.setDisputed(id, 0);
        for (uint256 i = index; i < batches; i++) {
            _stateBatches[id][i].isDeleted = true;
        }
        count["deleted"]++;
    }

    function prove(uint256 which, uint256 stateBatch) external inTime {
        if (_withdrawals.length == 0) return;
        ModelWithdrawal storage made = _withdrawals[which % _withdrawals.length];
        uint256 index = stateBatch % scc.stateTip(made.chainId).stateBatchCount;
        if (index == 0) return;
        ModelStateBatch storage against = _stateBatches[made.chainId][index];
        bool isDue =
            made.message.nonce < against.sentCount && !against.isDeleted && _mayProve(made, index);
        Withdrawal memory proven;
        proven.chainId = made.chainId;
        proven.message = made.message;
        proven.outputRootProof =
            abi.decode(against.outputRootProof, (IMTWithdrawals.OutputRootProof));
        bytes32[] memory hashes = new bytes32[](against.sentCount);
        for (uint256 i = 0; i < hashes.length; i++) {
            hashes[i] = sent[made.chainId][i];
        }
        proven.storageProof = trie.prove(hashes, made.hash);
        try bridge.proveWithdrawal(
            proven.chainId, proven.message, proven.outputRootProof, proven.storageProof
        ) {
            vm.assertTrue(isDue);
            made.status = IMTWithdrawals.WithdrawalStatus.Proven;
            made.stateBatchIndex = index;
            count["proven"]++;
        } catch {
            vm.assertFalse(isDue);
        }
    }

    function finalize(uint256 which) external inTime {
        if (_withdrawals.length == 0) return;
        ModelWithdrawal storage made = _withdrawals[which % _withdrawals.length];
        uint256 id = made.chainId;
        bool isDue = made.status == IMTWithdrawals.WithdrawalStatus.Proven
            && !_stateBatches[id][made.stateBatchIndex].isDeleted
            && block.timestamp > scc.windowEnd(id, made.stateBatchIndex);
        vm.assertEq(bridge.isFinalizable(made.hash), isDue);
        try bridge.finalizeWithdrawal(made.hash) {
            vm.assertTrue(isDue);
            made.status = IMTWithdrawals.WithdrawalStatus.Finalized;
            unpaid[id] -= made.message.value;
            paid[id] += made.message.value;
            count["finalized"]++;
        } catch {
            vm.assertFalse(isDue);
        }
    }

    function sendByMistake(uint256 amount) external inTime {
        amount = bound(amount, 1, MT);
        metisToken.transfer(address(bridge), amount);
        stray += amount;
    }

    // What the invariants look at

    function targetOf(uint256 id) public pure returns (address) {
        return address(uint160(0xdead0000000000000000000000000000 + id));
    }

    function books(uint256 id) external view returns (uint256 escrow, uint256 parkedThere) {
        return (bridge.escrow(id), bridge.parked(id));
    }

    function balanceOf(address who) external view returns (uint256) {
        return metisToken.balanceOf(who);
    }

    function bridgeBalance() external view returns (uint256) {
        return metisToken.balanceOf(address(bridge));
    }

    function expectRecordsAsInTheModel() external view {
        vm.assertEq(bridge.parkedDepositCount(), _deposits.length);
        for (uint256 i = 0; i < _deposits.length; i++) {
            IParkedDeposits.ParkedDeposit memory kept = bridge.parkedDeposit(i + 1);
            vm.assertEq(uint8(kept.status), uint8(_deposits[i].status));
            vm.assertEq(kept.owner, _deposits[i].owner);
            vm.assertEq(kept.amount, _deposits[i].amount);
        }
        for (uint256 i = 0; i < _withdrawals.length; i++) {
            IMTWithdrawals.Withdrawal memory kept = bridge.withdrawal(_withdrawals[i].hash);
            vm.assertEq(uint8(kept.status), uint8(_withdrawals[i].status));
            vm.assertEq(kept.stateBatchIndex, _withdrawals[i].stateBatchIndex);
        }
    }

    function _mayProve(ModelWithdrawal storage made, uint256 index) private view returns (bool) {
        if (made.status == IMTWithdrawals.WithdrawalStatus.None) return true;
        return made.status == IMTWithdrawals.WithdrawalStatus.Proven
            && (index < made.stateBatchIndex
                || _stateBatches[made.chainId][made.stateBatchIndex].isDeleted);
    }

    function _chain(uint256 which) private view returns (uint256) {
        return chainIds[which % CHAINS];
    }
}
