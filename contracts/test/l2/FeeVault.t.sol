// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FeeVault} from "../../src/l2/FeeVault.sol";
import {Test} from "../Test.sol";

contract FeeVaultTest is Test {
    FeeVault private vault = new FeeVault();

    function testFuzz_totals_areSlotsZeroAndOne(uint256 baseFees, uint256 l1Fees) public {
        vm.store(address(vault), bytes32(uint256(0)), bytes32(baseFees));
        vm.store(address(vault), bytes32(uint256(1)), bytes32(l1Fees));
        vm.assertEq(vault.totalBaseFees(), baseFees);
        vm.assertEq(vault.totalL1Fees(), l1Fees);
    }

    function test_transfer_isRefused() public {
        vm.deal(address(this), 1);
        (bool isOk,) = address(vault).call{value: 1}("");
        vm.assertFalse(isOk);
    }
}
