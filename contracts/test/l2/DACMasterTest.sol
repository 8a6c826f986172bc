// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter, Permission, TaxBracket} from "../../src/charter/Charter.sol";
import {MVM_DACMaster} from "../../src/l2/MVM_DACMaster.sol";
import {SystemSenders} from "../../src/l2/SystemSenders.sol";
import {Test} from "../Test.sol";

/// @notice An MVM_DACMaster, a charter for it, and what its storage says.
abstract contract DACMasterTest is Test {
    uint8 internal constant ALLOW = 0;
    uint8 internal constant DENY = 1;
    uint8 internal constant SUBMIT = 0xfe;
    uint8 internal constant SSTORE = 0x55;

    MVM_DACMaster internal master;
    address internal management;
    address internal alice;
    address internal bob;

    function setUp() public {
        master = new MVM_DACMaster();
        management = account("management");
        alice = account("alice");
        bob = account("bob");
    }

    function someCharter() internal view returns (Charter memory charter) {
        charter.vision = "A bakery owned by its neighbours, and by nobody else, for ever.";
        charter.mission = "Bread every morning.";
        charter.managementContract = management;
        charter.permissions = new Permission[](2);
        charter.permissions[0] = permissionOf(ALLOW, SUBMIT, alice, bob);
        charter.permissions[1] = permissionOf(DENY, SSTORE, bob);
        charter.taxrates = new TaxBracket[](3);
        charter.taxrates[1] = TaxBracket(1000 ether, 50);
        charter.taxrates[2] = TaxBracket(100_000 ether, 200);
    }

    function permissionOf(uint8 operation, uint8 bit, address a)
        internal
        pure
        returns (Permission memory)
    {
        address[] memory list = new address[](1);
        list[0] = a;
        return Permission(operation, bit, list);
    }

    function permissionOf(uint8 operation, uint8 bit, address a, address b)
        internal
        pure
        returns (Permission memory)
    {
        address[] memory list = new address[](2);
        (list[0], list[1]) = (a, b);
        return Permission(operation, bit, list);
    }

    function initialize(Charter memory charter) internal {
        vm.prank(SystemSenders.COM_CO);
        master.initialize(charter);
    }

    function wordAt(uint256 slot) internal view returns (uint256) {
        return uint256(vm.load(address(master), bytes32(slot)));
    }

    function bitsAt(uint256 mappingSlot, address who) internal view returns (uint256) {
        return wordAt(uint256(keccak256(abi.encode(who, mappingSlot))));
    }

    function assertSame(Charter memory left, Charter memory right) internal pure {
        vm.assertEq(abi.encode(left), abi.encode(right));
    }

    /// @dev The lists, read back, say exactly what the bitmaps say.
    function assertBitmapsFollowLists() internal view {
        Permission[] memory list = master.permissions();
        uint256 restricted = 0;
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i].operation == ALLOW) restricted |= 1 << list[i].bit;
            for (uint256 j = 0; j < list[i].addresses.length; j++) {
                address a = list[i].addresses[j];
                uint256 bits = list[i].operation == ALLOW ? master.allowed(a) : master.denied(a);
                vm.assertEq(bits >> list[i].bit & 1, 1);
                (uint256 allowed, uint256 denied) = bitsFromLists(list, a);
                vm.assertEq(master.allowed(a), allowed);
                vm.assertEq(master.denied(a), denied);
            }
        }
        vm.assertEq(master.restricted(), restricted);
    }

    function bitsFromLists(Permission[] memory list, address who)
        internal
        pure
        returns (uint256 allowed, uint256 denied)
    {
        for (uint256 i = 0; i < list.length; i++) {
            for (uint256 j = 0; j < list[i].addresses.length; j++) {
                if (list[i].addresses[j] != who) continue;
                if (list[i].operation == ALLOW) allowed |= 1 << list[i].bit;
                else denied |= 1 << list[i].bit;
            }
        }
    }
}
