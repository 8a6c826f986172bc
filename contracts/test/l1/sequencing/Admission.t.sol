// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Parameters} from "../../../src/l1/Parameters.sol";
import {L1Test} from "../L1Test.sol";
import {SpecAdmission} from "./SpecAdmission.sol";

/// @notice Which deposits are admitted where four members have to be bonded for them, as on a public L1.
contract AdmissionTest is L1Test {
    uint256 private constant MEMBERS = 7;
    uint256 private constant STEPS = 6;

    address[] private _members;
    SpecAdmission private _spec;

    function parameters() internal pure override returns (Parameters memory p) {
        p = super.parameters();
        p.minEligible = 4;
    }

    function setUp() public {
        deploy();
        vm.prank(sequencer);
        pool.allocate(chainId, 0);
        for (uint256 i = 0; i < MEMBERS; i++) {
            _members.push(account(string.concat("member ", vm.toString(i))));
            fundStake(_members[i], 10_000 * MT);
        }
        _spec = new SpecAdmission(10 * MT, 1, 4, MEMBERS);
    }

    function test_admitsEscrow_byTheFourthLargestAllocation() public {
        uint256[5] memory amounts = [90 * MT, 10 * MT, 70 * MT, 50 * MT, 30 * MT];
        for (uint256 i = 0; i < 3; i++) {
            _allocate(i, amounts[i]);
        }
        vm.assertFalse(pool.admitsEscrow(chainId, 0));
        _allocate(3, amounts[3]);
        // The four are 90, 70, 50 and 10.
        vm.assertTrue(pool.admitsEscrow(chainId, 1000 * MT));
        vm.assertFalse(pool.admitsEscrow(chainId, 1000 * MT + 1));
        _allocate(4, amounts[4]);
        vm.assertTrue(pool.admitsEscrow(chainId, 3000 * MT));
        vm.assertFalse(pool.admitsEscrow(chainId, 3000 * MT + 1));
        // More of the first adds nothing: it is one.
        _allocate(0, 9000 * MT);
        vm.assertFalse(pool.admitsEscrow(chainId, 3000 * MT + 1));
        _allocate(2, 10 * MT - 1);
        vm.assertTrue(pool.admitsEscrow(chainId, 1000 * MT));
        _allocate(4, 10 * MT - 1);
        vm.assertFalse(pool.admitsEscrow(chainId, 0));
    }

    /// @dev A deposit is parked while three are bonded for it, and the fourth releases it.
    function test_depositMT_waitsForTheFourthMember() public {
        metisToken.approve(address(bridge), type(uint256).max);
        for (uint256 i = 0; i < 3; i++) {
            _allocate(i, 50 * MT);
        }
        (, uint256 depositId) = bridge.depositMT(chainId, stranger, 5000 * MT);
        vm.assertEq(bridge.parked(chainId), 5000 * MT);
        _allocate(3, 50 * MT - 1);
        vm.expectRevert();
        bridge.release(depositId);
        _allocate(3, 50 * MT);
        bridge.release(depositId);
        vm.assertEq(bridge.escrow(chainId), 5000 * MT);
        vm.assertEq(pool.threshold(chainId), 50 * MT);
        (, depositId) = bridge.depositMT(chainId, stranger, 1);
        vm.assertEq(bridge.parked(chainId), 1);
    }

    /// @dev Six random things happen, and after each the contract admits what the specification does: at the
    /// bound, beside it, and anywhere.
    /// forge-config: default.fuzz.runs = 500
    /// forge-config: deep.fuzz.runs = 10000
    function testFuzz_admitsEscrow_asTheSpecificationSays(uint256 random) public {
        for (uint256 step = 0; step < STEPS; step++) {
            random = uint256(keccak256(abi.encode(random)));
            uint256 choice = random % 8;
            uint256 size = random >> 8;
            if (choice < 4) {
                _allocate(size % MEMBERS, _amount(size >> 8));
            } else if (choice < 6) {
                uint256 escrow = _amount(size) * 100;
                vm.prank(address(bridge));
                pool.recordEscrow(chainId, escrow);
                _spec.supply(block.timestamp, escrow);
            } else if (choice == 6) {
                vm.warp(block.timestamp + size % 2 days);
            } else {
                // To the second of midnight, or the one before.
                uint256 midnight = block.timestamp - block.timestamp % 1 days + 1 days;
                vm.warp(midnight - size % 2);
            }
            uint256 bound_ = _spec.minEligibleLargest() * 100;
            _compare(bound_);
            _compare(bound_ + 1);
            if (bound_ > 0) _compare(bound_ - 1);
            _compare(_amount(size >> 64) * 100 + size % 3);
        }
    }

    function _compare(uint256 escrow) private view {
        vm.assertEq(pool.admitsEscrow(chainId, escrow), _spec.isAdmitted(block.timestamp, escrow));
    }

    function _allocate(uint256 member, uint256 amount) private {
        vm.prank(_members[member]);
        pool.allocate(chainId, amount);
        _spec.allocate(member, amount);
    }

    /// @dev Often beside the least threshold, and often one of few, so that some are equal.
    function _amount(uint256 random) private pure returns (uint256) {
        uint256 kind = random % 4;
        if (kind == 0) return 10 * MT - 1 + (random >> 2) % 3;
        if (kind == 1) return (random >> 2) % 5 * 25 * MT;
        return (random >> 2) % (10_000 * MT + 1);
    }
}
