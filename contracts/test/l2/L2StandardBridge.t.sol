// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IL2StandardBridge} from "../../src/l2/interfaces/IL2StandardBridge.sol";
import {IL2ToL1MessagePasser} from "../../src/l2/interfaces/IL2ToL1MessagePasser.sol";
import {L2StandardBridge} from "../../src/l2/L2StandardBridge.sol";
import {L2ToL1MessagePasser} from "../../src/l2/L2ToL1MessagePasser.sol";
import {Test} from "../Test.sol";

contract L2StandardBridgeTest is Test {
    address private constant PASSER = 0x4200000000000000000000000000000000000016;

    L2StandardBridge private bridge = new L2StandardBridge();
    address private _alice;

    function setUp() public {
        vm.etch(PASSER, address(new L2ToL1MessagePasser()).code);
        _alice = account("alice");
        vm.deal(_alice, type(uint128).max);
    }

    function testFuzz_withdrawMT_sendsAMessageThatCarriesIt(uint128 value, address to) public {
        vm.assume(value != 0 && to != address(0));
        bytes32 hash = _hash(to, value);
        vm.expectEmit(address(bridge));
        emit IL2StandardBridge.MTWithdrawn(_alice, to, value);
        vm.expectEmit(PASSER);
        emit IL2ToL1MessagePasser.MessagePassed(0, address(bridge), to, value, 0, "", hash);
        vm.prank(_alice);
        bridge.withdrawMT{value: value}(to);
        vm.assertTrue(IL2ToL1MessagePasser(PASSER).sentMessages(hash));
        vm.assertEq(PASSER.balance, value);
        vm.assertEq(address(bridge).balance, 0);
    }

    function test_receive_withdrawsToTheSenderItself() public {
        vm.prank(_alice);
        (bool isOk,) = address(bridge).call{value: 5 ether}("");
        vm.assertTrue(isOk);
        vm.assertTrue(IL2ToL1MessagePasser(PASSER).sentMessages(_hash(_alice, 5 ether)));
    }

    function test_withdrawMT_ofNothingOrToNobodyReverts() public {
        vm.expectRevert(IL2StandardBridge.ZeroAmount.selector);
        bridge.withdrawMT(_alice);
        vm.prank(_alice);
        vm.expectRevert(IL2StandardBridge.ZeroRecipient.selector);
        bridge.withdrawMT{value: 1}(address(0));
    }

    function _hash(address to, uint256 value) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, 0, address(bridge), to, value, 0, bytes("")));
    }
}
