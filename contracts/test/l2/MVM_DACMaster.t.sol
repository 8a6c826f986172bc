// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter, Permission, TaxBracket} from "../../src/charter/Charter.sol";
import {CharterRules} from "../../src/charter/CharterRules.sol";
import {IMVM_DACMaster} from "../../src/l2/interfaces/IMVM_DACMaster.sol";
import {MVM_DACMaster} from "../../src/l2/MVM_DACMaster.sol";
import {SystemSenders} from "../../src/l2/SystemSenders.sol";
import {Test} from "../Test.sol";

contract MVM_DACMasterTest is Test {
    uint8 private constant ALLOW = 0;
    uint8 private constant DENY = 1;
    uint8 private constant SUBMIT = 0xfe;
    uint8 private constant SSTORE = 0x55;

    MVM_DACMaster private master;
    address private management;
    address private alice;
    address private bob;

    function setUp() public {
        master = new MVM_DACMaster();
        management = account("management");
        alice = account("alice");
        bob = account("bob");
    }

    // ---- helpers

    function _charter() private view returns (Charter memory charter) {
        charter.vision = "A bakery owned by its neighbours, and by nobody else, for ever.";
        charter.mission = "Bread every morning.";
        charter.managementContract = management;
        charter.permissions = new Permission[](2);
        charter.permissions[0] = _permission(ALLOW, SUBMIT, alice, bob);
        charter.permissions[1] = _permission(DENY, SSTORE, bob);
        charter.taxrates = new TaxBracket[](3);
        charter.taxrates[1] = TaxBracket(1000 ether, 50);
        charter.taxrates[2] = TaxBracket(100_000 ether, 200);
    }

    function _permission(uint8 operation, uint8 bit, address a)
        private
        pure
        returns (Permission memory)
    {
        address[] memory list = new address[](1);
        list[0] = a;
        return Permission(operation, bit, list);
    }

    function _permission(uint8 operation, uint8 bit, address a, address b)
        private
        pure
        returns (Permission memory)
    {
        address[] memory list = new address[](2);
        (list[0], list[1]) = (a, b);
        return Permission(operation, bit, list);
    }

    function _initialize(Charter memory charter) private {
        vm.prank(SystemSenders.COM_CO);
        master.initialize(charter);
    }

    function _word(uint256 slot) private view returns (uint256) {
        return uint256(vm.load(address(master), bytes32(slot)));
    }

    function _bits(uint256 mappingSlot, address who) private view returns (uint256) {
        return _word(uint256(keccak256(abi.encode(who, mappingSlot))));
    }

    function _assertSame(Charter memory left, Charter memory right) private pure {
        vm.assertEq(abi.encode(left), abi.encode(right));
    }

    // ---- initialize

    function test_initialize_writesTheSlotsThatConsensusReads() public {
        _initialize(_charter());
        vm.assertEq(_word(0), 1 << SUBMIT);
        vm.assertEq(_bits(1, alice), 1 << SUBMIT);
        vm.assertEq(_bits(1, bob), 1 << SUBMIT);
        vm.assertEq(_bits(2, alice), 0);
        vm.assertEq(_bits(2, bob), 1 << SSTORE);
        vm.assertEq(_word(3), 50 << 240 | 1000 ether);
        vm.assertEq(_word(4), 200 << 240 | 100_000 ether);
        for (uint256 slot = 5; slot <= 10; slot++) {
            vm.assertEq(_word(slot), 0);
        }
        vm.assertEq(_word(11), uint160(management));
        vm.assertEq(_word(12), uint160(management));
        vm.assertEq(_word(13), 1);
    }

    function test_initialize_keepsTheHumanForm() public {
        Charter memory charter = _charter();
        charter.treasury = alice;
        _initialize(charter);
        TaxBracket[] memory stored = new TaxBracket[](2);
        (stored[0], stored[1]) = (charter.taxrates[1], charter.taxrates[2]);
        charter.taxrates = stored;
        _assertSame(master.charter(), charter);
    }

    function test_initialize_emitsTheCharter() public {
        vm.expectEmit(address(master));
        emit IMVM_DACMaster.CharterInitialized(1, _charter());
        _initialize(_charter());
    }

    function test_initialize_revertsForOthers() public {
        address[4] memory others = [
            management,
            alice,
            SystemSenders.L1_STANDARD_BRIDGE,
            SystemSenders.L1_CROSS_DOMAIN_MESSENGER
        ];
        for (uint256 i = 0; i < others.length; i++) {
            vm.expectRevert(
                abi.encodeWithSelector(IMVM_DACMaster.NotAuthorized.selector, others[i])
            );
            vm.prank(others[i]);
            master.initialize(_charter());
        }
    }

    function test_initialize_revertsASecondTime() public {
        _initialize(_charter());
        vm.expectRevert(IMVM_DACMaster.AlreadyInitialized.selector);
        _initialize(_charter());
    }

    function test_initialize_revertsWithoutManagementContract() public {
        Charter memory charter = _charter();
        charter.managementContract = address(0);
        vm.expectRevert(CharterRules.NoManagementContract.selector);
        _initialize(charter);
    }

    /// @dev Everything that L1 lets pass: whatever the bits, lists, duplicates and brackets.
    function testFuzz_initialize_succeedsForEveryValidCharter(Charter calldata fuzzed) public {
        Charter memory charter = fuzzed;
        for (uint256 i = 0; i < charter.permissions.length; i++) {
            charter.permissions[i].operation %= 2;
        }
        uint256 above = 0;
        uint256 count = bound(charter.taxrates.length, 0, 8);
        TaxBracket[] memory brackets = new TaxBracket[](count);
        for (uint256 i = 0; i < count; i++) {
            above += 1 + charter.taxrates[i].threshold % 2 ** 236;
            brackets[i] = TaxBracket(uint240(above - 1), charter.taxrates[i].rate % 1001);
        }
        charter.taxrates = brackets;
        if (uint160(charter.managementContract) < 2 ** 16) charter.managementContract = management;
        try this.requireValid(charter) {}
        catch {
            return;
        }
        _initialize(charter);
        vm.assertEq(master.version(), 1);
        _assertBitmapsFollowLists();
    }

    function requireValid(Charter calldata charter) external pure {
        CharterRules.requireValid(charter);
    }

    /// @dev The lists, read back, say exactly what the bitmaps say.
    function _assertBitmapsFollowLists() private view {
        Permission[] memory list = master.permissions();
        uint256 restricted = 0;
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i].operation == ALLOW) restricted |= 1 << list[i].bit;
            for (uint256 j = 0; j < list[i].addresses.length; j++) {
                address a = list[i].addresses[j];
                uint256 bits = list[i].operation == ALLOW ? master.allowed(a) : master.denied(a);
                vm.assertEq(bits >> list[i].bit & 1, 1);
                (uint256 allowed, uint256 denied) = _bitsFromLists(list, a);
                vm.assertEq(master.allowed(a), allowed);
                vm.assertEq(master.denied(a), denied);
            }
        }
        vm.assertEq(master.restricted(), restricted);
    }

    function _bitsFromLists(Permission[] memory list, address who)
        private
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

    // ---- permMask

    function testFuzz_permMask_isTheFormula(uint256 restricted, uint256 allowed, uint256 denied)
        public
    {
        vm.store(address(master), bytes32(uint256(0)), bytes32(restricted));
        vm.store(address(master), keccak256(abi.encode(alice, uint256(1))), bytes32(allowed));
        vm.store(address(master), keccak256(abi.encode(alice, uint256(2))), bytes32(denied));
        uint256 mask = master.permMask(alice);
        for (uint256 bit = 0; bit < 256; bit++) {
            bool isForced = bit == 0x00 || bit == 0x5b || bit == 0xf3 || bit == 0xfd;
            bool isDenied = denied >> bit & 1 == 1;
            bool isListed = allowed >> bit & 1 == 1 || restricted >> bit & 1 == 0;
            vm.assertEq(mask >> bit & 1 == 1, isForced || (!isDenied && isListed));
        }
    }

    function test_permMask_isAllOnesBeforeTheCharter() public view {
        vm.assertEq(master.permMask(alice), type(uint256).max);
    }

    // ---- who may change it

    function test_changes_revertForOthers() public {
        Charter memory charter = _charter();
        _initialize(charter);
        bytes[] memory calls = _changes();
        address[3] memory others = [alice, address(0), SystemSenders.COM_CO];
        for (uint256 i = 0; i < calls.length; i++) {
            for (uint256 j = 0; j < others.length; j++) {
                bool isTaxByMetisDAO = others[j] == SystemSenders.COM_CO
                    && bytes4(calls[i]) == IMVM_DACMaster.setTaxRates.selector;
                if (isTaxByMetisDAO) continue;
                vm.prank(others[j]);
                (bool isOk, bytes memory reason) = address(master).call(calls[i]);
                vm.assertFalse(isOk);
                vm.assertEq(
                    reason, abi.encodeWithSelector(IMVM_DACMaster.NotAuthorized.selector, others[j])
                );
            }
        }
        vm.assertEq(master.version(), 1);
    }

    function test_changes_raiseTheVersionByOneEach() public {
        _initialize(_charter());
        bytes[] memory calls = _changes();
        for (uint256 i = 0; i < calls.length; i++) {
            vm.recordLogs();
            vm.prank(management);
            (bool isOk,) = address(master).call(calls[i]);
            vm.assertTrue(isOk);
            vm.assertEq(master.version(), i + 2);
            vm.assertEq(vm.getRecordedLogs()[0].topics[1], bytes32(i + 2));
            _assertBitmapsFollowLists();
        }
    }

    /// @dev One call of each function that changes the charter; the last hands it over.
    function _changes() private view returns (bytes[] memory calls) {
        Charter memory charter = _charter();
        calls = new bytes[](9);
        calls[0] = abi.encodeCall(IMVM_DACMaster.setPermissions, (charter.permissions));
        calls[1] = abi.encodeCall(IMVM_DACMaster.addPermission, (charter.permissions[0]));
        calls[2] = abi.encodeCall(IMVM_DACMaster.removeAddresses, (charter.permissions[0]));
        calls[3] = abi.encodeCall(IMVM_DACMaster.removePermission, (ALLOW, SUBMIT));
        calls[4] = abi.encodeCall(IMVM_DACMaster.setTaxRates, (charter.taxrates));
        calls[5] = abi.encodeCall(IMVM_DACMaster.setTreasury, (bob));
        calls[6] = abi.encodeCall(IMVM_DACMaster.setVision, ("v"));
        calls[7] = abi.encodeCall(IMVM_DACMaster.setMission, ("m"));
        calls[8] = abi.encodeCall(IMVM_DACMaster.setManagementContract, (bob));
    }

    // ---- permissions

    function test_setPermissions_clearsWhatStoodBefore() public {
        _initialize(_charter());
        Permission[] memory next = new Permission[](1);
        next[0] = _permission(DENY, 0xf1, alice);
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
        Charter memory charter = _charter();
        charter.permissions[0] = _permission(ALLOW, SUBMIT, alice);
        _initialize(charter);
        vm.prank(management);
        master.addPermission(_permission(ALLOW, SUBMIT, alice, bob));
        vm.assertEq(
            abi.encode(master.permissions()[0]), abi.encode(_permission(ALLOW, SUBMIT, alice, bob))
        );
        vm.assertEq(master.addressCount(ALLOW, SUBMIT), 2);
        vm.assertEq(master.addresses(ALLOW, SUBMIT, 1, 2)[0], bob);
    }

    function test_addPermission_ofNobodyClosesTheBit() public {
        Charter memory charter = _charter();
        charter.permissions = new Permission[](0);
        _initialize(charter);
        vm.startPrank(management);
        master.addPermission(Permission(ALLOW, SUBMIT, new address[](0)));
        master.addPermission(Permission(DENY, SSTORE, new address[](0)));
        vm.stopPrank();
        vm.assertEq(master.restricted(), 1 << SUBMIT);
        vm.assertEq(master.permissions().length, 1);
        vm.assertEq(master.permMask(alice), ~uint256(1 << SUBMIT));
    }

    function test_addPermission_revertsForAnUnknownOperation() public {
        _initialize(_charter());
        bytes memory reason = abi.encodeWithSelector(CharterRules.UnknownOperation.selector, 2);
        vm.startPrank(management);
        vm.expectRevert(reason);
        master.addPermission(_permission(2, SUBMIT, alice));
        vm.expectRevert(reason);
        master.removeAddresses(_permission(2, SUBMIT, alice));
        vm.expectRevert(reason);
        master.removePermission(2, SUBMIT);
        vm.stopPrank();
    }

    function test_removeAddresses_keepsTheBitRestricted() public {
        _initialize(_charter());
        vm.prank(management);
        master.removeAddresses(_permission(ALLOW, SUBMIT, alice, bob));
        vm.assertEq(master.restricted(), 1 << SUBMIT);
        vm.assertEq(master.allowed(alice) | master.allowed(bob), 0);
        vm.assertEq(master.permissions()[0].addresses.length, 0);
    }

    function test_removeAddresses_ofTheLastDeniedEndsThePermission() public {
        _initialize(_charter());
        vm.prank(management);
        master.removeAddresses(_permission(DENY, SSTORE, bob));
        vm.assertEq(master.denied(bob), 0);
        vm.assertEq(master.permissions().length, 1);
    }

    function test_removeAddresses_ignoresWhoIsNotListed() public {
        _initialize(_charter());
        vm.prank(management);
        master.removeAddresses(_permission(DENY, SSTORE, alice));
        vm.assertEq(master.denied(bob), 1 << SSTORE);
        vm.assertEq(master.denied(alice), 0);
    }

    function test_removePermission_opensTheBitToEverybody() public {
        _initialize(_charter());
        vm.prank(management);
        master.removePermission(ALLOW, SUBMIT);
        vm.assertEq(master.restricted(), 0);
        vm.assertEq(master.allowed(alice) | master.allowed(bob), 0);
        vm.assertEq(master.permissions()[0].operation, DENY);
    }

    /// @dev Random changes one after the other; the bitmaps follow the lists after each.
    function testFuzz_permissions_bitmapsFollowLists(uint256[16] calldata seeds) public {
        _initialize(_charter());
        vm.startPrank(management);
        for (uint256 i = 0; i < seeds.length; i++) {
            uint256 seed = seeds[i];
            uint8 operation = uint8(seed >> 8 & 1);
            uint8 bit = uint8(0xf0 + (seed >> 16) % 4);
            address a = address(uint160(0x10000 + (seed >> 24) % 5));
            address b = address(uint160(0x10000 + (seed >> 32) % 5));
            if (seed % 4 == 0) master.removePermission(operation, bit);
            else if (seed % 4 == 1) master.removeAddresses(_permission(operation, bit, a, b));
            else master.addPermission(_permission(operation, bit, a, b));
            _assertBitmapsFollowLists();
            for (uint160 k = 0x10000; k < 0x10005; k++) {
                (uint256 allowed, uint256 denied) = _bitsFromLists(master.permissions(), address(k));
                vm.assertEq(master.allowed(address(k)), allowed);
                vm.assertEq(master.denied(address(k)), denied);
            }
        }
    }

    // ---- tax rates

    function test_setTaxRates_byMetisDAO() public {
        _initialize(_charter());
        TaxBracket[] memory next = new TaxBracket[](1);
        next[0] = TaxBracket(0, 1000);
        vm.expectEmit(address(master));
        emit IMVM_DACMaster.TaxRatesSet(2, next, SystemSenders.COM_CO);
        vm.prank(SystemSenders.COM_CO);
        master.setTaxRates(next);
        vm.assertEq(abi.encode(master.taxrates()), abi.encode(next));
        vm.assertEq(_word(3), 1000 << 240);
        vm.assertEq(_word(4), 0);
    }

    function test_setTaxRates_toNoneAndToTheMost() public {
        _initialize(_charter());
        vm.startPrank(management);
        master.setTaxRates(new TaxBracket[](0));
        vm.assertEq(master.taxrates().length, 0);
        vm.assertEq(_word(3) | _word(4), 0);
        TaxBracket[] memory most = new TaxBracket[](9);
        for (uint256 i = 1; i < 9; i++) {
            most[i] = TaxBracket(uint240(i), uint16(i));
        }
        master.setTaxRates(most);
        vm.assertEq(master.taxrates().length, 8);
        vm.assertEq(_word(10), 8 << 240 | 8);
        vm.assertEq(_word(11), uint160(management));
        vm.stopPrank();
    }

    function test_setTaxRates_revertsOnBadBrackets() public {
        _initialize(_charter());
        TaxBracket[] memory nine = new TaxBracket[](9);
        for (uint256 i = 0; i < 9; i++) {
            nine[i] = TaxBracket(uint240(i + 1), 1);
        }
        TaxBracket[] memory equal = new TaxBracket[](2);
        (equal[0], equal[1]) = (TaxBracket(5, 1), TaxBracket(5, 2));
        TaxBracket[] memory high = new TaxBracket[](1);
        high[0] = TaxBracket(0, 1001);
        vm.startPrank(management);
        vm.expectRevert(abi.encodeWithSelector(CharterRules.TooManyTaxBrackets.selector, 9));
        master.setTaxRates(nine);
        vm.expectRevert(abi.encodeWithSelector(CharterRules.TaxThresholdsNotAscending.selector, 1));
        master.setTaxRates(equal);
        vm.expectRevert(abi.encodeWithSelector(CharterRules.TaxRateTooHigh.selector, 0, 1001));
        master.setTaxRates(high);
        vm.stopPrank();
    }

    // ---- treasury and management

    function test_setTreasury_toZeroMeansTheManagementContract() public {
        _initialize(_charter());
        vm.startPrank(management);
        master.setTreasury(alice);
        vm.assertEq(_word(11), uint160(alice));
        master.setTreasury(address(0));
        vm.assertEq(_word(11), uint160(management));
        vm.stopPrank();
    }

    function test_setManagementContract_takesTheDefaultTreasuryAlong() public {
        _initialize(_charter());
        vm.prank(management);
        master.setManagementContract(alice);
        vm.assertEq(_word(11), uint160(alice));
        vm.assertEq(_word(12), uint160(alice));
        vm.prank(alice);
        master.setTreasury(bob);
        vm.prank(alice);
        master.setManagementContract(management);
        vm.assertEq(master.treasury(), bob);
    }

    function test_setManagementContract_revertsForWhoCouldNeverActAgain() public {
        _initialize(_charter());
        vm.startPrank(management);
        vm.expectRevert(CharterRules.NoManagementContract.selector);
        master.setManagementContract(address(0));
        address[2] memory reserved =
            [SystemSenders.COM_CO, 0x4200000000000000000000000000000000000daC];
        for (uint256 i = 0; i < reserved.length; i++) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    CharterRules.ManagementContractReserved.selector, reserved[i]
                )
            );
            master.setManagementContract(reserved[i]);
        }
        vm.stopPrank();
    }

    function testFuzz_setVision_keepsTheText(string calldata vision, string calldata mission)
        public
    {
        _initialize(_charter());
        vm.startPrank(management);
        master.setVision(vision);
        master.setMission(mission);
        vm.stopPrank();
        vm.assertEq(master.vision(), vision);
        vm.assertEq(master.charter().mission, mission);
    }
}
