// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MVM_L1Block} from "../../src/l2/MVM_L1Block.sol";
import {Test} from "../Test.sol";

contract MVM_L1BlockTest is Test {
    MVM_L1Block private l1Block = new MVM_L1Block();

    function testFuzz_views_areSlotsZeroToFour(uint256[5] calldata words) public {
        for (uint256 slot = 0; slot < 5; slot++) {
            vm.store(address(l1Block), bytes32(slot), bytes32(words[slot]));
        }
        vm.assertEq(l1Block.number(), words[0]);
        vm.assertEq(l1Block.timestamp(), words[1]);
        vm.assertEq(l1Block.hash(), bytes32(words[2]));
        vm.assertEq(l1Block.basefee(), words[3]);
        vm.assertEq(l1Block.feeScalar(), words[4]);
    }
}
