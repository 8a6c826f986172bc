// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Roster} from "../../../src/l1/sequencing/Roster.sol";
import {Test} from "../../Test.sol";

contract RosterTest is Test {
    using Roster for Roster.Roll;

    Roster.Roll private roll;

    function test_eligible_isWhatStoodInTheEpoch() public {
        roll.set(0, Roster.Entry(address(1), 10), 2);
        roll.set(1, Roster.Entry(address(2), 20), 2);
        roll.set(0, Roster.Entry(address(3), 30), 5);
        roll.set(1, Roster.Entry(address(2), 0), 7);
        _expect(1, 0, new address[](0));
        _expect(4, 10, _accounts(address(1), address(2)));
        _expect(4, 11, _accounts(address(2)));
        _expect(5, 10, _accounts(address(3), address(2)));
        _expect(7, 10, _accounts(address(3)));
        _expect(7, 0, _accounts(address(3)));
        vm.assertTrue(roll.hasAtLeast(1, 30));
        vm.assertFalse(roll.hasAtLeast(2, 1));
        vm.assertFalse(roll.hasAtLeast(1, 31));
    }

    function test_weakestPlace_isFreeOrTheFirstOfTheSmallest() public {
        for (uint256 i = 0; i < 64; i++) {
            vm.assertEq(roll.weakestPlace(), i);
            roll.set(i, Roster.Entry(address(uint160(i + 1)), uint96(100 - i % 40)), 2);
        }
        vm.assertEq(roll.weakestPlace(), 39);
        roll.set(50, Roster.Entry(address(51), 0), 3);
        vm.assertEq(roll.weakestPlace(), 50);
        vm.assertEq(roll.latest(50).account, address(0));
        vm.assertEq(roll.latest(39).amount, 61);
    }

    function _expect(uint256 epoch, uint256 threshold, address[] memory accounts) private view {
        (address[] memory found, uint256[] memory amounts) = roll.eligible(epoch, threshold);
        vm.assertEq(abi.encode(found), abi.encode(accounts));
        vm.assertEq(amounts.length, found.length);
    }

    function _accounts(address first) private pure returns (address[] memory made) {
        made = new address[](1);
        made[0] = first;
    }

    function _accounts(address first, address second) private pure returns (address[] memory made) {
        made = new address[](2);
        (made[0], made[1]) = (first, second);
    }
}
