// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Test} from "./Test.sol";

contract TestTest is Test {
    function testFuzz_bound_staysInRange(uint256 value, uint256 min, uint256 max) public pure {
        if (min > max) (min, max) = (max, min);
        uint256 bounded = bound(value, min, max);
        vm.assertGe(bounded, min);
        vm.assertLe(bounded, max);
    }

    function test_assertEq_revertsOnDifference() public {
        vm.expectRevert();
        this.differ();
    }

    function differ() external pure {
        vm.assertEq(uint256(1), uint256(2));
    }
}
