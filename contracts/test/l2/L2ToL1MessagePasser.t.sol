// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IL2ToL1MessagePasser} from "../../src/l2/interfaces/IL2ToL1MessagePasser.sol";
import {L2ToL1MessagePasser} from "../../src/l2/L2ToL1MessagePasser.sol";
import {Test} from "../Test.sol";

contract L2ToL1MessagePasserTest is Test {
    L2ToL1MessagePasser private passer = new L2ToL1MessagePasser();

    function testFuzz_initiateWithdrawal_commitsInSlotZero(
        uint64 chainId,
        address sender,
        address target,
        uint96 value,
        uint256 gasLimit,
        bytes calldata data
    ) public {
        vm.assume(chainId != 0);
        vm.chainId(chainId);
        vm.deal(sender, value);
        bytes32 hash = keccak256(
            abi.encode(uint256(chainId), 0, sender, target, uint256(value), gasLimit, data)
        );
        vm.expectEmit(address(passer));
        emit IL2ToL1MessagePasser.MessagePassed(0, sender, target, value, gasLimit, data, hash);
        vm.prank(sender);
        passer.initiateWithdrawal{value: value}(target, gasLimit, data);
        vm.assertTrue(passer.sentMessages(hash));
        bytes32 slot = keccak256(abi.encode(hash, uint256(0)));
        vm.assertEq(vm.load(address(passer), slot), bytes32(uint256(1)));
        vm.assertEq(address(passer).balance, value);
        vm.assertEq(passer.messageNonce(), 1);
    }

    function test_initiateWithdrawal_ofTheSameTwiceIsTwoMessages() public {
        passer.initiateWithdrawal(address(1), 2, "3");
        passer.initiateWithdrawal(address(1), 2, "3");
        for (uint256 nonce = 0; nonce < 2; nonce++) {
            bytes32 hash = keccak256(
                abi.encode(block.chainid, nonce, address(this), address(1), 0, 2, bytes("3"))
            );
            vm.assertTrue(passer.sentMessages(hash));
        }
        vm.assertEq(passer.messageNonce(), 2);
    }

    function test_initiateWithdrawal_onAnotherChainHasAnotherHash() public {
        vm.chainId(2 ** 32);
        passer.initiateWithdrawal(address(1), 2, "3");
        bytes32 elsewhere =
            keccak256(abi.encode(2 ** 32 + 1, 0, address(this), address(1), 0, 2, bytes("3")));
        vm.assertFalse(passer.sentMessages(elsewhere));
    }

    function test_receive_withdrawsToTheSenderItself() public {
        address alice = account("alice");
        vm.deal(alice, 5 ether);
        vm.prank(alice);
        (bool isOk,) = address(passer).call{value: 5 ether}("");
        vm.assertTrue(isOk);
        bytes32 hash =
            keccak256(abi.encode(block.chainid, 0, alice, alice, 5 ether, 100_000, bytes("")));
        vm.assertTrue(passer.sentMessages(hash));
    }
}
