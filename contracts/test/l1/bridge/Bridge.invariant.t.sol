// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Test} from "../../Test.sol";
import {BridgeHandler} from "./BridgeHandler.t.sol";

/// @notice What holds of the bridge whatever sequence of deposits, refunds, withdrawals and disputes happens.
/// @dev The handler compares each call's outcome with its model's.
contract BridgeInvariantTest is Test {
    BridgeHandler private handler;

    function setUp() public {
        handler = new BridgeHandler();
        targetContract(address(handler));
    }

    /// forge-config: default.invariant.runs = 24
    /// forge-config: default.invariant.depth = 200
    /// forge-config: default.invariant.fail-on-revert = true
    /// forge-config: deep.invariant.fail-on-revert = true
    function invariant_everyMTIsAccountedFor() public view {
        uint256 total = handler.stray();
        for (uint256 i = 0; i < handler.CHAINS(); i++) {
            uint256 id = handler.chainIds(i);
            (uint256 escrow, uint256 parked) = handler.books(id);
            vm.assertEq(escrow, handler.supply(id) + handler.unpaid(id));
            vm.assertEq(parked, handler.parked(id));
            // Only finalized withdrawals pay, each once.
            vm.assertEq(handler.balanceOf(handler.targetOf(id)), handler.paid(id));
            total += escrow + parked;
        }
        vm.assertEq(handler.bridgeBalance(), total);
        handler.expectRecordsAsInTheModel();
    }

    /// @dev A run that meets nothing would show nothing.
    function test_handler_reachesEverything() public {
        bytes32 seed = "bridge";
        for (uint256 i = 0; i < 1000; i++) {
            seed = keccak256(abi.encode(seed));
            uint256 a = uint64(uint256(seed));
            uint256 b = uint64(uint256(seed) >> 64);
            uint256 c = uint64(uint256(seed) >> 128);
            uint256 choice = uint256(seed) >> 192;
            choice %= 12;
            if (choice == 0) handler.pass(a);
            if (choice == 1) handler.bond(a);
            if (choice == 2) handler.deposit(a, b, c % 10 ** 20);
            if (choice == 3) handler.refund(a, b);
            if (choice == 4) handler.release(a, b);
            if (choice == 5) handler.withdraw(a, b);
            if (choice == 6) handler.assertState(a, b, c);
            if (choice == 7) handler.deleteState(a, b);
            if (choice == 8 || choice == 9) handler.prove(a, b);
            if (choice >= 10) handler.finalize(a);
        }
        string[9] memory all = [
            "deposited",
            "parked",
            "refunded",
            "released",
            "withdrawn",
            "asserted",
            "deleted",
            "proven",
            "finalized"
        ];
        for (uint256 i = 0; i < all.length; i++) {
            vm.assertGt(handler.count(all[i]), 1, all[i]);
        }
        invariant_everyMTIsAccountedFor();
    }
}
