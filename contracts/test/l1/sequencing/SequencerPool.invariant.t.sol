// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISequencerPool} from "../../../src/l1/sequencing/interfaces/ISequencerPool.sol";
import {SequencerPool} from "../../../src/l1/sequencing/SequencerPool.sol";
import {Test} from "../../Test.sol";
import {PoolHandler} from "./PoolHandler.t.sol";

/// @notice The pool against a plain model of it, over random interleavings of everything that anyone can do.
contract SequencerPoolInvariantTest is Test {
    PoolHandler private handler;
    SequencerPool private pool;

    function setUp() public {
        handler = new PoolHandler();
        pool = SequencerPool(address(handler.thePool()));
        targetContract(address(handler));
    }

    /// @dev 3,200 calls; 20,000 in the deep profile.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: deep.invariant.runs = 200
    /// forge-config: deep.invariant.fail-on-revert = true
    function invariant_poolIsItsModel() public {
        _moneyIsAllThere();
        uint256 epoch = handler.epochNow();
        for (uint256 k = 0; k < 2; k++) {
            uint256 id = handler.chainIds(k);
            vm.assertEq(pool.threshold(id), handler.thresholds(id));
            // The next epoch is fixed, and what is past stays.
            _drawsFromWhatStoodAtTheStartBefore(id, epoch + 1);
            _drawsFromWhatStoodAtTheStartBefore(id, epoch < 3 ? 0 : epoch - 3);
        }
        _producersAreThoseOf(epoch + 1);
        _drawsAreFinal();
        handler.agreesOnPosting();
    }

    function _moneyIsAllThere() private view {
        uint256 total = 0;
        for (uint256 i = 0; i <= handler.ACTORS(); i++) {
            address actor = i == handler.ACTORS() ? handler.theSequencer() : handler.actors(i);
            vm.assertEq(pool.stakeOf(actor), handler.stakes(actor));
            uint256 bonds = 0;
            for (uint256 k = 0; k < 2; k++) {
                uint256 id = handler.chainIds(k);
                ISequencerPool.Allocation memory held = pool.allocation(id, actor);
                (uint256 amount, uint256 bond,,,) = handler.held(id, actor);
                vm.assertEq(held.amount, amount);
                vm.assertEq(held.bond, bond);
                vm.assertLe(held.amount, held.bond);
                bonds += held.bond;
            }
            vm.assertEq(pool.allocatedOf(actor), bonds);
            vm.assertLe(bonds, pool.stakeOf(actor));
            vm.assertEq(pool.producer(actor).bond, handler.producerBonds(actor));
            total += handler.stakes(actor) + handler.producerBonds(actor);
        }
        vm.assertEq(handler.mtOf(address(pool)), total);
    }

    function _drawsFromWhatStoodAtTheStartBefore(uint256 id, uint256 epoch) private view {
        uint256 least = handler.thresholdIn(id, epoch);
        vm.assertEq(pool.thresholdAt(id, epoch), least);
        (address[] memory accounts, uint256[] memory weights) = pool.eligible(id, epoch);
        uint256 count = 0;
        for (uint256 i = 0; i <= handler.ACTORS(); i++) {
            address actor = i == handler.ACTORS() ? handler.theSequencer() : handler.actors(i);
            uint256 amount = handler.amountIn(id, epoch, actor);
            if (amount >= least) count++;
            for (uint256 k = 0; k < accounts.length; k++) {
                if (accounts[k] != actor) continue;
                vm.assertGe(amount, least);
                vm.assertEq(weights[k], amount < 4 * least ? amount : 4 * least);
            }
        }
        vm.assertEq(accounts.length, count);
        for (uint256 i = 0; i < count; i++) {
            for (uint256 k = 0; k < i; k++) {
                vm.assertNotEq(accounts[i], accounts[k]);
            }
        }
    }

    function _producersAreThoseOf(uint256 epoch) private view {
        uint256 count = pool.producerCountAt(epoch);
        vm.assertEq(count, handler.producersIn(epoch));
        for (uint256 i = 0; i < count; i++) {
            vm.assertTrue(handler.isProducerIn(epoch, pool.producerAt(epoch, i)));
            for (uint256 k = 0; k < i; k++) {
                vm.assertNotEq(pool.producerAt(epoch, i), pool.producerAt(epoch, k));
            }
        }
    }

    /// @dev Whenever it was drawn, and whatever happened since: what the seed and the epoch's members say.
    function _drawsAreFinal() private {
        uint256 count = handler.drawingCount();
        for (uint256 d = count < 3 ? 0 : count - 3; d < count; d++) {
            (uint256 id, uint256 epoch) = handler.drawings(d);
            bytes32 seed = keccak256(abi.encode(handler.seedOf(uint64(epoch)), id));
            (address[] memory accounts, uint256[] memory weights) = pool.eligible(id, epoch);
            ISequencerPool.Selection memory made = pool.selection(id, epoch);
            vm.assertTrue(made.isDrawn);
            address[4] memory drawn =
                [made.leader, made.backups[0], made.backups[1], made.backups[2]];
            for (uint256 k = 0; k < 4; k++) {
                vm.assertEq(drawn[k], _obviousPick(seed, k, accounts, weights));
            }
            uint256 producers = pool.producerCountAt(epoch);
            address producer = producers == 0
                ? address(0)
                : pool.producerAt(epoch, uint256(keccak256(abi.encode(seed))) % producers);
            vm.assertEq(pool.producerOf(id, epoch), producer);
            if (producer != address(0)) vm.assertTrue(pool.mayProduce(id, epoch, producer));
            vm.assertFalse(pool.mayProduce(id, epoch, address(0)));
        }
    }

    /// @dev The account on whose stretch of a line the ticket falls. Takes it off the line.
    function _obviousPick(
        bytes32 seed,
        uint256 round,
        address[] memory accounts,
        uint256[] memory weights
    ) private pure returns (address) {
        uint256 line = 0;
        for (uint256 i = 0; i < weights.length; i++) {
            line += weights[i];
        }
        if (line == 0) return address(0);
        uint256 ticket = uint256(keccak256(abi.encode(seed, round))) % line;
        uint256 end = 0;
        for (uint256 i = 0; i < weights.length; i++) {
            end += weights[i];
            if (ticket >= end) continue;
            weights[i] = 0;
            return accounts[i];
        }
        revert("past the end of the line");
    }
}
