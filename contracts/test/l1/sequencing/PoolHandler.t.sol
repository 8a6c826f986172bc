// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Profile} from "../../../src/l1/dac/Profile.sol";
import {Parameters} from "../../../src/l1/Parameters.sol";
import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {L1Test} from "../L1Test.sol";
import {L1Header} from "./L1Header.sol";
import {ObviousPeak} from "./ObviousPeak.sol";

/// @notice The calls that invariant runs make on the pool, and a plain model of it that says of each call
/// whether it succeeds and what stands there afterwards.
/// @dev The model keeps no checkpoints: when an epoch begins, it copies what the next one draws from.
contract PoolHandler is L1Test {
    struct Held {
        uint256 amount;
        uint256 bond;
        uint256 loweredAt;
        uint256 loweredInEpoch;
        uint256 lastPostAt;
    }

    struct Drawing {
        uint256 chainId;
        uint256 epoch;
    }

    uint256 public constant ACTORS = 6;
    /// @dev As long as some epochs, so that it is waited for.
    uint256 private constant UNLOCK = 120;

    uint256[2] public chainIds;
    address[ACTORS] public actors;
    Drawing[] public drawings;
    uint256 public calls;
    uint256 public successes;

    mapping(address account => uint256) public stakes;
    mapping(uint256 chainId => mapping(address account => Held)) public held;
    mapping(uint256 chainId => uint256) public thresholds;
    mapping(uint256 chainId => uint256) private _lastBatchAt;
    mapping(address account => uint256) public producerBonds;
    mapping(address account => uint256) private _producerLeftAt;
    mapping(address account => uint256) private _producerLeftIn;
    mapping(uint256 chainId => mapping(uint256 epoch => bool)) private _isDrawn;

    mapping(uint256 chainId => mapping(uint256 epoch => uint256)) public thresholdIn;
    mapping(uint256 chainId => mapping(uint256 epoch => mapping(address => uint256))) public
        amountIn;
    mapping(uint256 epoch => mapping(address => bool)) public isProducerIn;
    mapping(uint256 epoch => uint256) public producersIn;

    ObviousPeak[2] private _peaks;
    uint256 private _blockNumber;
    uint256 private _timestamp;

    /// @dev The runner forgets `roll` and `warp` at the end of each call.
    modifier inTime() {
        vm.roll(_blockNumber);
        vm.warp(_timestamp);
        calls++;
        _;
    }

    function parameters() internal pure override returns (Parameters memory p) {
        p = super.parameters();
        p.unlockDelaySeconds = uint64(UNLOCK);
    }

    constructor() {
        deploy();
        chainIds[0] = chainId;
        chainIds[1] = comCo.createDAC("second", charter(), Profile.Dev);
        for (uint256 i = 0; i < ACTORS; i++) {
            actors[i] = account(string.concat("actor ", vm.toString(i)));
            metisToken.transfer(actors[i], 20_000 * MT);
            vm.prank(actors[i]);
            metisToken.approve(address(pool), type(uint256).max);
        }
        // The sequencer of the base takes part as an account that does nothing.
        stakes[sequencer] = 1000 * MT;
        held[chainId][sequencer] = Held(100 * MT, 100 * MT, 0, 0, 0);
        for (uint256 k = 0; k < 2; k++) {
            thresholds[chainIds[k]] = 10 * MT;
            thresholdIn[chainIds[k]][0] = 10 * MT;
            thresholdIn[chainIds[k]][1] = 10 * MT;
            _peaks[k] = new ObviousPeak();
        }
        (_blockNumber, _timestamp) = (block.number, block.timestamp);
    }

    // What may happen

    function pass(uint256 blocks, uint256 secondsPerBlock) external inTime {
        // Mostly within an epoch, where takeover times run.
        uint256 to = _blockNumber + (blocks % 4 == 0 ? bound(blocks, 1, 30) : bound(blocks, 1, 7));
        // Now and then L1 stands still for hours.
        uint256 pace = secondsPerBlock % 8 == 0 ? 3600 : bound(secondsPerBlock, 1, 12);
        while (_blockNumber < to) {
            _blockNumber++;
            _timestamp += pace;
            if ((_blockNumber - seeds.deploymentBlock()) % 20 == 0) _freeze();
        }
        successes++;
    }

    function stake(uint256 who, uint256 amount) external inTime {
        address actor = actors[who % ACTORS];
        amount = bound(amount, 0, metisToken.balanceOf(actor));
        bool isFine = stakes[actor] + amount >= 10 * MT;
        if (_try(actor, abi.encodeCall(pool.stake, (amount)), isFine)) stakes[actor] += amount;
    }

    function unstake(uint256 who, uint256 amount) external inTime {
        address actor = actors[who % ACTORS];
        amount = bound(amount, 0, stakes[actor] + 1);
        bool isFine = amount <= stakes[actor];
        if (isFine) {
            uint256 rest = stakes[actor] - amount;
            isFine = rest >= bondsOf(actor) && (rest == 0 || rest >= 10 * MT);
        }
        if (_try(actor, abi.encodeCall(pool.unstake, (amount)), isFine)) stakes[actor] -= amount;
    }

    function allocate(uint256 which, uint256 who, uint256 amount) external inTime {
        (uint256 id, address actor) = (chainIds[which % 2], actors[who % ACTORS]);
        // Close to the stake or to the threshold, where it matters.
        amount = amount % 4 == 0
            ? bound(amount, 0, stakes[actor] + 1)
            : bound(amount, 0, thresholds[id] * 6);
        Held storage held_ = held[id][actor];
        uint256 added = amount > held_.bond ? amount - held_.bond : 0;
        bool isFine = bondsOf(actor) + added <= stakes[actor];
        if (!_try(actor, abi.encodeCall(pool.allocate, (id, amount)), isFine)) return;
        held_.bond += added;
        if (amount < held_.amount) {
            (held_.loweredAt, held_.loweredInEpoch) = (_timestamp, epochNow());
        }
        held_.amount = amount;
    }

    function release(uint256 which, uint256 who) external inTime {
        (uint256 id, address actor) = (chainIds[which % 2], actors[who % ACTORS]);
        // Mostly somebody who has something to release.
        for (uint256 i = 1; i < ACTORS && held[id][actor].bond == held[id][actor].amount; i++) {
            actor = actors[(who % ACTORS + i) % ACTORS];
        }
        Held storage held_ = held[id][actor];
        uint256 since = held_.loweredAt > held_.lastPostAt ? held_.loweredAt : held_.lastPostAt;
        bool isFine = held_.bond > held_.amount && epochNow() >= held_.loweredInEpoch + 2
            && _timestamp > since + UNLOCK;
        if (_try(actor, abi.encodeCall(pool.release, (id)), isFine)) held_.bond = held_.amount;
    }

    function recordEscrow(uint256 which, uint256 amount) external inTime {
        uint256 id = chainIds[which % 2];
        amount = bound(amount, 0, 40_000 * MT);
        _peaks[which % 2].record(_timestamp, amount);
        _try(address(bridge), abi.encodeCall(pool.recordEscrow, (id, amount)), true);
        uint256 part = (_peaks[which % 2].insured(_timestamp) + 99) / 100;
        thresholds[id] = part > 10 * MT ? part : 10 * MT;
    }

    function recordSeed(bytes32 randao) external inTime {
        uint256 next = epochNow() + 1;
        uint256 source = seeds.startOf(next) - 4;
        if (seeds.isKnown(next) || block.number <= source) return;
        bytes memory header = L1Header.encode(source, randao);
        vm.setBlockhash(source, keccak256(header));
        seeds.record(next, header);
        successes++;
    }

    function draw(uint256 which, uint256 epoch, uint256 who) external inTime {
        (uint256 id, uint256 now_) = (chainIds[which % 2], epochNow());
        epoch = bound(epoch, now_ < 2 ? 0 : now_ - 2, now_ + 2);
        bool isKnown = seeds.isKnown(epoch);
        address actor = actors[who % ACTORS];
        if (!_try(actor, abi.encodeCall(pool.draw, (id, epoch)), isKnown)) return;
        if (!_isDrawn[id][epoch]) drawings.push(Drawing(id, epoch));
        _isDrawn[id][epoch] = true;
    }

    function post(uint256 which, uint256 who, bool isBatch, bool isOpen) external inTime {
        (uint256 id, address actor) = (chainIds[which % 2], actors[who % ACTORS]);
        if (!_isDrawn[id][epochNow()] && who % 3 != 0) {
            pool.draw(id, epochNow());
            drawings.push(Drawing(id, epochNow()));
            _isDrawn[id][epochNow()] = true;
        }
        if (who % 5 != 0) {
            // Mostly somebody who is drawn.
            ISequencerPool.Selection memory made = pool.selection(id, epochNow());
            address drawn = who % 4 == 3 ? made.leader : made.backups[who % 4];
            if (drawn != address(0)) actor = drawn;
        }
        bool isFine = mayPost(id, actor) || (isOpen && held[id][actor].amount >= thresholds[id]);
        address chain = isBatch ? address(ctc) : address(scc);
        if (!_try(chain, abi.encodeCall(pool.recordPost, (id, actor, isOpen)), isFine)) return;
        held[id][actor].lastPostAt = _timestamp;
        if (isBatch) _lastBatchAt[id] = _blockNumber;
    }

    function equivocate(uint256 which, uint256 who, bytes32 parent) external inTime {
        uint256 id = chainIds[which % 2];
        address actor = actors[who % ACTORS];
        // Rarely, or nobody has a bond to speak of.
        if (uint256(parent) % 4 != 0) return;
        parent = keccak256(abi.encode(parent, calls)); // never slashed twice for the same
        ISequencerPool.BlockSeal memory first = ISequencerPool.BlockSeal(
            id, epochNow(), 7, parent, "a", block.number - 1, blockhash(block.number - 1)
        );
        ISequencerPool.BlockSeal memory second = ISequencerPool.BlockSeal(
            id, epochNow(), 7, parent, "b", block.number - 2, blockhash(block.number - 2)
        );
        bytes memory call = abi.encodeCall(
            pool.slashEquivocation, (first, _sign(who, first), second, _sign(who, second))
        );
        uint256 before = metisToken.balanceOf(stranger);
        uint256 supply = metisToken.totalSupply();
        Held storage held_ = held[id][actor];
        if (!_try(stranger, call, held_.bond > 0)) return;
        uint256 reward = held_.bond * 30 / 100;
        vm.assertEq(metisToken.balanceOf(stranger), before + reward);
        vm.assertEq(metisToken.totalSupply(), supply - (held_.bond - reward));
        stakes[actor] -= held_.bond;
        (held_.amount, held_.bond) = (0, 0);
    }

    function registerProducer(uint256 who) external inTime {
        address actor = actors[who % ACTORS];
        bool isFine = producerBonds[actor] == 0 && metisToken.balanceOf(actor) >= MT;
        if (_try(actor, abi.encodeCall(pool.registerProducer, ()), isFine)) {
            producerBonds[actor] = MT;
        }
    }

    function leaveProducers(uint256 who) external inTime {
        address actor = actors[who % ACTORS];
        bool isFine = producerBonds[actor] > 0 && _producerLeftAt[actor] == 0;
        if (!_try(actor, abi.encodeCall(pool.leaveProducers, ()), isFine)) return;
        (_producerLeftAt[actor], _producerLeftIn[actor]) = (_timestamp, epochNow());
    }

    function withdrawProducerBond(uint256 who) external inTime {
        address actor = actors[who % ACTORS];
        bool isFine = _producerLeftAt[actor] > 0 && epochNow() >= _producerLeftIn[actor] + 2
            && _timestamp > _producerLeftAt[actor] + UNLOCK;
        if (!_try(actor, abi.encodeCall(pool.withdrawProducerBond, ()), isFine)) return;
        (producerBonds[actor], _producerLeftAt[actor]) = (0, 0);
    }

    // What the invariants look at

    function epochNow() public view returns (uint256) {
        return (_blockNumber - START_BLOCK) / 20;
    }

    function bondsOf(address actor) public view returns (uint256) {
        return held[chainIds[0]][actor].bond + held[chainIds[1]][actor].bond;
    }

    function drawingCount() external view returns (uint256) {
        return drawings.length;
    }

    function escrowPeakOf(uint256 which) external view returns (uint256) {
        return _peaks[which].insured(_timestamp);
    }

    function thePool() external view returns (ISequencerPool) {
        return pool;
    }

    function mtOf(address who) external view returns (uint256) {
        return metisToken.balanceOf(who);
    }

    function seedOf(uint64 epoch) external inTime returns (bytes32) {
        return seeds.isKnown(epoch) ? seeds.seed(epoch) : bytes32(0);
    }

    function agreesOnPosting() external inTime {
        for (uint256 k = 0; k < 2; k++) {
            for (uint256 i = 0; i < ACTORS; i++) {
                vm.assertEq(pool.mayPost(chainIds[k], actors[i]), mayPost(chainIds[k], actors[i]));
            }
        }
    }

    function theSequencer() external view returns (address) {
        return sequencer;
    }

    /// @dev In words of the model.
    function mayPost(uint256 id, address actor) public view returns (bool) {
        uint256 epoch = epochNow();
        if (!_isDrawn[id][epoch]) return false;
        ISequencerPool.Selection memory made = pool.selection(id, epoch);
        if (made.leader == address(0)) return held[id][actor].amount >= thresholds[id];
        if (held[id][actor].bond < thresholdIn[id][epoch]) return false;
        if (actor == made.leader) return true;
        uint256 start = START_BLOCK + 20 * epoch;
        uint256 since = _lastBatchAt[id] > start ? _lastBatchAt[id] : start;
        for (uint256 j = 1; j <= 3; j++) {
            if (made.backups[j - 1] == actor) return _blockNumber >= since + 5 * j;
        }
        return false;
    }

    /// @dev At the start of an epoch: what the next one draws from.
    function _freeze() private {
        uint256 next = epochNow() + 1;
        for (uint256 k = 0; k < 2; k++) {
            uint256 id = chainIds[k];
            thresholdIn[id][next] = thresholds[id];
            for (uint256 i = 0; i < ACTORS; i++) {
                amountIn[id][next][actors[i]] = held[id][actors[i]].amount;
            }
            amountIn[id][next][sequencer] = held[id][sequencer].amount;
        }
        for (uint256 i = 0; i < ACTORS; i++) {
            if (producerBonds[actors[i]] == 0 || _producerLeftAt[actors[i]] != 0) continue;
            isProducerIn[next][actors[i]] = true;
            producersIn[next]++;
        }
    }

    /// @dev Calls the pool, and asserts that it takes the call exactly if the model does.
    function _try(address caller, bytes memory call, bool isFine) private returns (bool) {
        vm.prank(caller);
        (bool success,) = address(pool).call(call);
        vm.assertEq(success, isFine);
        if (success) successes++;
        return success;
    }

    function _sign(uint256 who, ISequencerPool.BlockSeal memory made)
        private
        view
        returns (bytes memory)
    {
        uint256 key = keyOf(string.concat("actor ", vm.toString(who % ACTORS)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, pool.sealDigest(made));
        return abi.encodePacked(r, s, v);
    }
}
