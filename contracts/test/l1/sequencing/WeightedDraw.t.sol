// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeightedDraw} from "../../../src/l1/sequencing/WeightedDraw.sol";
import {Test} from "../../Test.sol";

contract WeightedDrawTest is Test {
    function testFuzz_draw_takesDifferentAccountsOfTheList(
        bytes32 seed,
        uint256 size,
        uint256 count
    ) public pure {
        size = bound(size, 0, 20);
        count = bound(count, 0, 25);
        address[] memory accounts = new address[](size);
        uint256[] memory weights = new uint256[](size);
        for (uint256 i = 0; i < size; i++) {
            accounts[i] = address(uint160(i + 1));
            weights[i] = 1 + uint256(keccak256(abi.encode(seed, i, size))) % 2 ** (i * 6);
        }
        address[] memory drawn = WeightedDraw.draw(seed, accounts, weights, count);
        vm.assertEq(drawn.length, size < count ? size : count);
        bool[] memory isDrawn = new bool[](size + 1);
        for (uint256 i = 0; i < drawn.length; i++) {
            uint256 which = uint160(drawn[i]);
            vm.assertTrue(which >= 1 && which <= size);
            vm.assertFalse(isDrawn[which - 1]);
            isDrawn[which - 1] = true;
        }
    }

    /// @dev Two of three with weights 1, 2 and 3, drawn 6,000 times: each pair as often as it should be.
    function test_draw_givesEachOrderItsChance() public pure {
        uint256[9] memory seen;
        for (uint256 n = 0; n < 6000; n++) {
            address[] memory accounts = new address[](3);
            uint256[] memory weights = new uint256[](3);
            for (uint256 i = 0; i < 3; i++) {
                (accounts[i], weights[i]) = (address(uint160(i)), i + 1);
            }
            address[] memory drawn =
                WeightedDraw.draw(keccak256(abi.encode("fair", n)), accounts, weights, 2);
            seen[uint160(drawn[0]) * 3 + uint160(drawn[1])]++;
        }
        // Expected: w1/6 · w2/(6 − w1) of 6,000; allowed: six standard deviations of the largest, 36.5 each.
        uint256[9] memory expected = [uint256(0), 400, 600, 500, 0, 1500, 1000, 2000, 0];
        for (uint256 i = 0; i < 9; i++) {
            vm.assertLe(seen[i], expected[i] + (expected[i] == 0 ? 0 : 220));
            vm.assertGe(seen[i] + 220, expected[i]);
        }
    }
}
