// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter, TaxBracket} from "../../src/charter/Charter.sol";
import {CharterRules} from "../../src/charter/CharterRules.sol";
import {IMVM_DACMaster} from "../../src/l2/interfaces/IMVM_DACMaster.sol";
import {SystemSenders} from "../../src/l2/SystemSenders.sol";
import {DACMasterTest} from "./DACMasterTest.sol";

contract MVM_DACMasterTest is DACMasterTest {
    // ---- initialize

    function test_initialize_writesTheSlotsThatConsensusReads() public {
        initialize(someCharter());
        vm.assertEq(wordAt(0), 1 << SUBMIT);
        vm.assertEq(bitsAt(1, alice), 1 << SUBMIT);
        vm.assertEq(bitsAt(1, bob), 1 << SUBMIT);
        vm.assertEq(bitsAt(2, alice), 0);
        vm.assertEq(bitsAt(2, bob), 1 << SSTORE);
        vm.assertEq(wordAt(3), 50 << 240 | 1000 ether);
        vm.assertEq(wordAt(4), 200 << 240 | 100_000 ether);
        for (uint256 slot = 5; slot <= 10; slot++) {
            vm.assertEq(wordAt(slot), 0);
        }
        vm.assertEq(wordAt(11), uint160(management));
        vm.assertEq(wordAt(12), uint160(management));
        vm.assertEq(wordAt(13), 1);
    }

    function test_initialize_keepsTheHumanForm() public {
        Charter memory charter = someCharter();
        charter.treasury = alice;
        initialize(charter);
        TaxBracket[] memory stored = new TaxBracket[](2);
        (stored[0], stored[1]) = (charter.taxrates[1], charter.taxrates[2]);
        charter.taxrates = stored;
        assertSame(master.charter(), charter);
    }

    function test_initialize_emitsTheCharter() public {
        vm.expectEmit(address(master));
        emit IMVM_DACMaster.CharterInitialized(1, someCharter());
        initialize(someCharter());
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
            master.initialize(someCharter());
        }
    }

    function test_initialize_revertsASecondTime() public {
        initialize(someCharter());
        vm.expectRevert(IMVM_DACMaster.AlreadyInitialized.selector);
        initialize(someCharter());
    }

    function test_initialize_revertsWithoutManagementContract() public {
        Charter memory charter = someCharter();
        charter.managementContract = address(0);
        vm.expectRevert(CharterRules.NoManagementContract.selector);
        initialize(charter);
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
        initialize(charter);
        vm.assertEq(master.version(), 1);
        assertBitmapsFollowLists();
    }

    function requireValid(Charter calldata charter) external pure {
        CharterRules.requireValid(charter);
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
        Charter memory charter = someCharter();
        initialize(charter);
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
        initialize(someCharter());
        bytes[] memory calls = _changes();
        for (uint256 i = 0; i < calls.length; i++) {
            vm.recordLogs();
            vm.prank(management);
            (bool isOk,) = address(master).call(calls[i]);
            vm.assertTrue(isOk);
            vm.assertEq(master.version(), i + 2);
            vm.assertEq(vm.getRecordedLogs()[0].topics[1], bytes32(i + 2));
            assertBitmapsFollowLists();
        }
    }

    /// @dev One call of each function that changes the charter; the last hands it over.
    function _changes() private view returns (bytes[] memory calls) {
        Charter memory charter = someCharter();
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

    // ---- tax rates

    function test_setTaxRates_byMetisDAO() public {
        initialize(someCharter());
        TaxBracket[] memory next = new TaxBracket[](1);
        next[0] = TaxBracket(0, 1000);
        vm.expectEmit(address(master));
        emit IMVM_DACMaster.TaxRatesSet(2, next, SystemSenders.COM_CO);
        vm.prank(SystemSenders.COM_CO);
        master.setTaxRates(next);
        vm.assertEq(abi.encode(master.taxrates()), abi.encode(next));
        vm.assertEq(wordAt(3), 1000 << 240);
        vm.assertEq(wordAt(4), 0);
    }

    function test_setTaxRates_toNoneAndToTheMost() public {
        initialize(someCharter());
        vm.startPrank(management);
        master.setTaxRates(new TaxBracket[](0));
        vm.assertEq(master.taxrates().length, 0);
        vm.assertEq(wordAt(3) | wordAt(4), 0);
        TaxBracket[] memory most = new TaxBracket[](9);
        for (uint256 i = 1; i < 9; i++) {
            most[i] = TaxBracket(uint240(i), uint16(i));
        }
        master.setTaxRates(most);
        vm.assertEq(master.taxrates().length, 8);
        vm.assertEq(wordAt(10), 8 << 240 | 8);
        vm.assertEq(wordAt(11), uint160(management));
        vm.stopPrank();
    }

    function test_setTaxRates_revertsOnBadBrackets() public {
        initialize(someCharter());
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
        initialize(someCharter());
        vm.startPrank(management);
        master.setTreasury(alice);
        vm.assertEq(wordAt(11), uint160(alice));
        master.setTreasury(address(0));
        vm.assertEq(wordAt(11), uint160(management));
        vm.stopPrank();
    }

    function test_setManagementContract_takesTheDefaultTreasuryAlong() public {
        initialize(someCharter());
        vm.prank(management);
        master.setManagementContract(alice);
        vm.assertEq(wordAt(11), uint160(alice));
        vm.assertEq(wordAt(12), uint160(alice));
        vm.prank(alice);
        master.setTreasury(bob);
        vm.prank(alice);
        master.setManagementContract(management);
        vm.assertEq(master.treasury(), bob);
    }

    function test_setManagementContract_revertsForWhoCouldNeverActAgain() public {
        initialize(someCharter());
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
        initialize(someCharter());
        vm.startPrank(management);
        master.setVision(vision);
        master.setMission(mission);
        vm.stopPrank();
        vm.assertEq(master.vision(), vision);
        vm.assertEq(master.charter().mission, mission);
    }
}
