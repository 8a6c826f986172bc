// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AddressAlias} from "../../../src/l1/rollup/AddressAlias.sol";
import {Test} from "../../Test.sol";

contract AddressAliasTest is Test {
    function test_aliased_addsTheOffsetAndWrapsAround() public pure {
        vm.assertEq(AddressAlias.aliased(address(0)), 0x1111000000000000000000000000000000001111);
        vm.assertEq(
            AddressAlias.aliased(0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE),
            0x111100000000000000000000000000000000110F
        );
    }
}
