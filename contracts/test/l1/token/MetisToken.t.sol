// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MetisToken} from "../../../src/l1/token/MetisToken.sol";
import {Test} from "../../Test.sol";

contract MetisTokenTest is Test {
    MetisToken private token;
    address private holder;

    function setUp() public {
        vm.warp(1_800_000_000);
        holder = account("holder");
        token = new MetisToken(holder, 1000);
    }

    function test_constructor_givesTheWholeSupplyToTheHolder() public view {
        vm.assertEq(token.totalSupply(), 1000);
        vm.assertEq(token.balanceOf(holder), 1000);
        vm.assertEq(token.name(), "Metis Token");
        vm.assertEq(token.symbol(), "MT");
        vm.assertEq(token.decimals(), 18);
    }

    function test_burn_lowersTheSupplyAndVotes() public {
        vm.startPrank(holder);
        token.delegate(holder);
        token.burn(400);
        vm.stopPrank();
        vm.assertEq(token.totalSupply(), 600);
        vm.assertEq(token.getVotes(holder), 600);
    }

    function test_getPastVotes_countByTimestamp() public {
        vm.prank(holder);
        token.delegate(holder);
        vm.warp(1_800_000_100);
        vm.prank(holder);
        token.transfer(address(1), 250);
        vm.warp(1_800_000_101);
        vm.assertEq(token.getPastVotes(holder, 1_800_000_099), 1000);
        vm.assertEq(token.getPastVotes(holder, 1_800_000_100), 750);
        vm.assertEq(token.CLOCK_MODE(), "mode=timestamp");
    }

    function test_permit_approvesBySignature() public {
        bytes32 typeHash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash =
            keccak256(abi.encode(typeHash, holder, address(7), 5, 0, block.timestamp));
        bytes32 digest =
            keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf("holder"), digest);
        token.permit(holder, address(7), 5, block.timestamp, v, r, s);
        vm.assertEq(token.allowance(holder, address(7)), 5);
        vm.assertEq(token.nonces(holder), 1);
    }
}
