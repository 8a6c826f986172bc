// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter, Permission} from "../../src/charter/Charter.sol";
import {CharterRules} from "../../src/charter/CharterRules.sol";
import {IMVM_DACMaster} from "../../src/l2/interfaces/IMVM_DACMaster.sol";
import {DACMasterTest} from "./DACMasterTest.sol";

/// @notice How the permissions of a charter change.
contract PermissionsTest is DACMasterTest {
    function test_setPermissions_clearsWhatStoodBefore() public {
        initialize(someCharter());
        Permission[] memory next = new Permission[](1);
        next[0] = permissionOf(DENY, 0xf1, alice);
        vm.expectEmit(address(master));
        emit IMVM_DACMaster.PermissionsSet(2, next);
        vm.prank(management);
        master.setPermissions(next);
        vm.assertEq(master.restricted(), 0);
        vm.assertEq(master.allowed(alice) | master.allowed(bob) | master.denied(bob), 0);
        vm.assertEq(master.denied(alice), 1 << 0xf1);
        vm.assertEq(abi.encode(master.permissions()), abi.encode(next));
        vm.assertEq(master.addressCount(ALLOW, SUBMIT), 0);
    }

    function test_addPermission_mergesWithWhatIsThere() public {
        Charter memory charter = someCharter();
        charter.permissions[0] = permissionOf(ALLOW, SUBMIT, alice);
        initialize(charter);
        vm.prank(management);
        master.addPermission(permissionOf(ALLOW, SUBMIT, alice, bob));
        vm.assertEq(
            abi.encode(master.permissions()[0]), abi.encode(permissionOf(ALLOW, SUBMIT, alice, bob))
        );
        vm.assertEq(master.addressCount(ALLOW, SUBMIT), 2);
        vm.assertEq(master.addresses(ALLOW, SUBMIT, 1, 2)[0], bob);
    }

    function test_addPermission_ofNobodyClosesTheBit() public {
        Charter memory charter = someCharter();
        charter.permissions = new Permission[](0);
        initialize(charter);
        vm.startPrank(management);
        master.addPermission(Permission(ALLOW, SUBMIT, new address[](0)));
        master.addPermission(Permission(DENY, SSTORE, new address[](0)));
        vm.stopPrank();
        vm.assertEq(master.restricted(), 1 << SUBMIT);
        vm.assertEq(master.permissions().length, 1);
        vm.assertEq(master.permMask(alice), ~uint256(1 << SUBMIT));
    }

    function test_addPermission_revertsForAnUnknownOperation() public {
        initialize(someCharter());
        bytes memory reason = abi.encodeWithSelector(CharterRules.UnknownOperation.selector, 2);
        vm.startPrank(management);
        vm.expectRevert(reason);
        master.addPermission(permissionOf(2, SUBMIT, alice));
        vm.expectRevert(reason);
        master.removeAddresses(permissionOf(2, SUBMIT, alice));
        vm.expectRevert(reason);
        master.removePermission(2, SUBMIT);
        vm.stopPrank();
    }

    function test_removeAddresses_keepsTheBitRestricted() public {
        initialize(someCharter());
        vm.prank(management);
        master.removeAddresses(permissionOf(ALLOW, SUBMIT, alice, bob));
        vm.assertEq(master.restricted(), 1 << SUBMIT);
        vm.assertEq(master.allowed(alice) | master.allowed(bob), 0);
        vm.assertEq(master.permissions()[0].addresses.length, 0);
    }

    function test_removeAddresses_ofTheLastDeniedEndsThePermission() public {
        initialize(someCharter());
        vm.prank(management);
        master.removeAddresses(permissionOf(DENY, SSTORE, bob));
        vm.assertEq(master.denied(bob), 0);
        vm.assertEq(master.permissions().length, 1);
    }

    function test_removeAddresses_ignoresWhoIsNotListed() public {
        initialize(someCharter());
        vm.prank(management);
        master.removeAddresses(permissionOf(DENY, SSTORE, alice));
        vm.assertEq(master.denied(bob), 1 << SSTORE);
        vm.assertEq(master.denied(alice), 0);
    }

    function test_removePermission_opensTheBitToEverybody() public {
        initialize(someCharter());
        vm.prank(management);
        master.removePermission(ALLOW, SUBMIT);
        vm.assertEq(master.restricted(), 0);
        vm.assertEq(master.allowed(alice) | master.allowed(bob), 0);
        vm.assertEq(master.permissions()[0].operation, DENY);
    }

    /// @dev Random changes one after the other; the bitmaps follow the lists after each.
    function testFuzz_permissions_bitmapsFollowLists(uint256[16] calldata seeds) public {
        initialize(someCharter());
        vm.startPrank(management);
        for (uint256 i = 0; i < seeds.length; i++) {
            uint256 seed = seeds[i];
            uint8 operation = uint8(seed >> 8 & 1);
            uint8 bit = uint8(0xf0 + (seed >> 16) % 4);
            address a = address(uint160(0x10000 + (seed >> 24) % 5));
            address b = address(uint160(0x10000 + (seed >> 32) % 5));
            if (seed % 4 == 0) master.removePermission(operation, bit);
            else if (seed % 4 == 1) master.removeAddresses(permissionOf(operation, bit, a, b));
            else master.addPermission(permissionOf(operation, bit, a, b));
            assertBitmapsFollowLists();
            for (uint160 k = 0x10000; k < 0x10005; k++) {
                (uint256 allowed, uint256 denied) = bitsFromLists(master.permissions(), address(k));
                vm.assertEq(master.allowed(address(k)), allowed);
                vm.assertEq(master.denied(address(k)), denied);
            }
        }
    }
}
