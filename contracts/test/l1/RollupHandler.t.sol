// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Profile} from "../../src/l1/dac/Profile.sol";
import {
    ICanonicalTransactionChain as ICTC
} from "../../src/l1/rollup/interfaces/ICanonicalTransactionChain.sol";
import {
    IStateCommitmentChain as ISCC
} from "../../src/l1/rollup/interfaces/IStateCommitmentChain.sol";
import {L1Test} from "./L1Test.sol";

/// @notice The calls that invariant runs make: three actors, two DACs, time and disputes.
/// @dev The runner knows contracts of files named `.t.sol` only. Each function does something that can succeed, so that runs go deep, and keeps its own books.
contract RollupHandler is L1Test {
    uint256[2] public chainIds;
    mapping(uint256 chainId => uint256) public enqueued;
    mapping(uint256 chainId => uint256) public batchCount;
    mapping(uint256 chainId => uint256) public deposited;
    uint256 public parked;
    mapping(uint256 chainId => uint256) public highestWithdrawable;
    mapping(uint256 chainId => bytes32[]) public batchHashes;
    mapping(uint256 chainId => mapping(uint256 stateBatchIndex => bool)) public isDeleted;
    mapping(uint256 chainId => bool) public isGameOpen;

    address[3] private _actors;
    uint256 private _blockNumber;
    uint256 private _timestamp;

    /// @dev The runner forgets `roll` and `warp` at the end of each call.
    modifier inTime() {
        vm.roll(_blockNumber);
        vm.warp(_timestamp);
        _;
    }

    constructor() {
        deploy();
        chainIds[0] = chainId;
        chainIds[1] = comCo.createDAC("second", charter(), Profile.Dev);
        for (uint256 i = 0; i < 2; i++) {
            enqueued[chainIds[i]] = 1;
        }
        _actors = [sequencer, account("second sequencer"), stranger];
        for (uint256 i = 0; i < 3; i++) {
            metisToken.transfer(_actors[i], 100_000 * MT);
            vm.startPrank(_actors[i]);
            metisToken.approve(address(pool), type(uint256).max);
            metisToken.approve(address(bridge), type(uint256).max);
            vm.stopPrank();
        }
        vm.startPrank(_actors[1]);
        pool.stake(500 * MT);
        pool.allocate(chainIds[1], 50 * MT);
        vm.stopPrank();
        (_blockNumber, _timestamp) = (block.number, block.timestamp);
    }

    // What may happen

    function pass(uint256 blocks) external {
        uint256 count = bound(blocks, 1, 40);
        _blockNumber += count;
        _timestamp += count;
        vm.roll(_blockNumber);
        vm.warp(_timestamp);
        for (uint256 i = 0; i < 2; i++) {
            uint256 id = chainIds[i];
            for (uint256 k = scc.stateTip(id).stateBatchCount; k > highestWithdrawable[id]; k--) {
                if (scc.isWithdrawable(id, k)) highestWithdrawable[id] = k;
            }
        }
    }

    function enqueue(uint256 which, uint256 who, uint256 gasLimit) external inTime {
        chainId = chainIds[which % 2];
        enqueueAs(_actors[who % 3], bound(gasLimit, 21_000, which % 5 == 0 ? 2 ** 24 : 50_000));
        enqueued[chainId]++;
    }

    function deposit(uint256 which, uint256 who, uint256 amount) external inTime {
        chainId = chainIds[which % 2];
        amount = bound(amount, 1, 1000 * MT);
        address actor = _actors[who % 3];
        if (metisToken.balanceOf(actor) < amount) return;
        vm.prank(actor, actor);
        (, uint256 depositId) = bridge.depositMT(chainId, actor, amount);
        if (depositId != 0) {
            parked += amount;
            return;
        }
        enqueued[chainId]++;
        deposited[chainId] += amount;
    }

    function appendBatch(uint256 which, uint256 originsBack, uint256 blockCount, uint256 queueEnd)
        external
        inTime
    {
        chainId = chainIds[which % 2];
        drawNow(chainId);
        address poster = _posterOf(chainId);
        ICTC.ChainTip memory tip = ctc.chainTip(chainId);
        if (poster == address(0) || tip.originNumber >= block.number) return;
        Batch memory made = nextBatch();
        uint256 oldest =
            block.number - 200 > tip.originNumber ? block.number - 200 : tip.originNumber;
        made.originNumber = bound(originsBack, oldest, block.number - 1);
        made.originHash = blockhash(made.originNumber);
        uint256 max = 1 + 120 * (made.originNumber - tip.originNumber);
        made.blockCount = bound(blockCount, 1, max < 1024 ? max : 1024);
        (uint256 least, uint256 most) = ctc.queueEndRange(chainId, made.originNumber);
        made.queueEnd = bound(queueEnd, least, most);
        appendAs(poster, made);
        _noteBatch();
    }

    /// @dev Arguments as they come: mostly refused, and never to be half accepted.
    function appendAnything(Batch memory made, uint256 who) external inTime {
        chainId = chainIds[made.chainId % 2];
        made.chainId = chainId;
        bytes32 before = ctc.chainTip(chainId).batchHash;
        address actor = _actors[who % 3];
        bytes memory call = appendCall(made);
        vm.prank(actor, actor);
        (bool success,) = address(ctc).call(call);
        if (success) _noteBatch();
        else vm.assertEq(ctc.chainTip(chainId).batchHash, before);
    }

    function force(uint256 which) public inTime {
        chainId = chainIds[which % 2];
        if (!ctc.isOverdue(chainId)) return;
        ctc.appendForced(chainId, block.number - 1, blockhash(block.number - 1));
        _noteBatch();
    }

    function assertState(uint256 which, uint256 count) external inTime {
        chainId = chainIds[which % 2];
        drawNow(chainId);
        address poster = _posterOf(chainId);
        uint256 first = scc.stateTip(chainId).nextBlock;
        uint256 end = ctc.chainTip(chainId).nextBlock;
        if (poster == address(0) || first == end) return;
        uint256 most = end - first < 64 ? end - first : 64;
        bytes32[] memory roots = new bytes32[](bound(count, 1, most));
        for (uint256 i = 0; i < roots.length; i++) {
            roots[i] = keccak256(abi.encode(first + i));
        }
        bytes32 batchHash = _batchOf(first + roots.length - 1);
        vm.prank(poster, poster);
        scc.appendStateBatch(chainId, first, roots, batchHash);
    }

    function openGame(uint256 which, uint256 index) external inTime {
        chainId = chainIds[which % 2];
        index = bound(index, 0, scc.stateTip(chainId).stateBatchCount - 1);
        if (index == 0 || isGameOpen[chainId] || !scc.isLive(chainId, index)) return;
        if (block.timestamp > scc.windowEnd(chainId, index)) return;
        disputeGame.setDisputed(chainId, index);
        isGameOpen[chainId] = true;
    }

    function endGame(uint256 which, bool isWon) external inTime {
        chainId = chainIds[which % 2];
        if (!isGameOpen[chainId]) return;
        if (isWon) {
            uint256 index = disputeGame.earliestDisputed(chainId);
            disputeGame.win(chainId, index);
            for (uint256 i = index; i < scc.stateTip(chainId).stateBatchCount; i++) {
                isDeleted[chainId][i] = true;
            }
        }
        disputeGame.setDisputed(chainId, 0);
        isGameOpen[chainId] = false;
    }

    function deleteWithoutGame(uint256 which, uint256 index, uint256 who) external inTime {
        uint256 id = chainIds[which % 2];
        vm.prank(_actors[who % 3]);
        try scc.deleteStateBatch(id, index % scc.stateTip(id).stateBatchCount) {
            vm.assertTrue(false, "deleted by somebody");
        } catch {}
    }

    function stake(uint256 who, uint256 amount) external inTime {
        vm.prank(_actors[who % 3]);
        try pool.stake(bound(amount, 0, 2000 * MT)) {} catch {}
    }

    function unstake(uint256 who, uint256 amount) external inTime {
        address actor = _actors[who % 3];
        uint256 most = pool.stakeOf(actor);
        vm.prank(actor);
        try pool.unstake(bound(amount, 0, most + 1)) {} catch {}
    }

    function allocate(uint256 which, uint256 who, uint256 amount) external inTime {
        address actor = _actors[who % 3];
        vm.prank(actor);
        try pool.allocate(chainIds[which % 2], bound(amount, 0, 1000 * MT)) {} catch {}
    }

    function release(uint256 which, uint256 who) external inTime {
        vm.prank(_actors[who % 3]);
        try pool.release(chainIds[which % 2]) {} catch {}
    }

    // What the invariants look at

    /// @dev While something is overdue, forcing works and comes to an end.
    function forceWhatIsOverdue() external inTime {
        for (uint256 i = 0; i < 2; i++) {
            uint256 rounds = 0;
            while (ctc.isOverdue(chainIds[i])) {
                uint256 before = ctc.chainTip(chainIds[i]).queueStart;
                force(i);
                vm.assertGt(ctc.chainTip(chainIds[i]).queueStart, before);
                vm.assertLe(++rounds, 64);
            }
        }
    }

    function isWithdrawable(uint256 id, uint256 index) external inTime returns (bool) {
        return scc.isWithdrawable(id, index);
    }

    function chain() external view returns (ICTC) {
        return ctc;
    }

    function stateChain() external view returns (ISCC) {
        return scc;
    }

    function chainCount() external pure returns (uint256) {
        return 2;
    }

    function actorCount() external pure returns (uint256) {
        return 3;
    }

    function escrow(uint256 id) external view returns (uint256) {
        return bridge.escrow(id);
    }

    function bridgeBalance() external view returns (uint256) {
        return metisToken.balanceOf(address(bridge));
    }

    function poolBalance() external view returns (uint256) {
        return metisToken.balanceOf(address(pool));
    }

    function stakes(uint256 i)
        external
        view
        returns (uint256 stakeAmount, uint256 allocated, uint256 sum)
    {
        address actor = _actors[i];
        stakeAmount = pool.stakeOf(actor);
        allocated = pool.allocatedOf(actor);
        for (uint256 k = 0; k < 2; k++) {
            sum += pool.allocation(chainIds[k], actor).bond;
        }
    }

    function _noteBatch() private {
        batchCount[chainId]++;
        batchHashes[chainId].push(ctc.chainTip(chainId).batchHash);
    }

    function _posterOf(uint256 id) private view returns (address) {
        for (uint256 i = 0; i < 3; i++) {
            if (pool.mayPost(id, _actors[i])) return _actors[i];
        }
        return address(0);
    }

    function _batchOf(uint256 blockNumber) private view returns (bytes32) {
        bytes32[] storage hashes = batchHashes[chainId];
        for (uint256 i = hashes.length; i > 0; i--) {
            if (ctc.batch(hashes[i - 1]).firstBlock <= blockNumber) return hashes[i - 1];
        }
        return 0;
    }
}
