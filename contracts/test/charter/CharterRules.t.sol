// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Charter, Permission, TaxBracket} from "../../src/charter/Charter.sol";
import {CharterRules} from "../../src/charter/CharterRules.sol";
import {IMVM_DACMaster} from "../../src/l2/interfaces/IMVM_DACMaster.sol";
import {MVM_DACMaster} from "../../src/l2/MVM_DACMaster.sol";
import {SystemSenders} from "../../src/l2/SystemSenders.sol";
import {Test} from "../Test.sol";

contract CharterRulesTest is Test {
    function test_requireValid_takesTheLargestCharter() public view {
        this.requireValid(_largest(1));
        this.requireValid(_largest(128));
    }

    function test_requireValid_revertsAboveEachBound() public {
        Charter memory given = _largest(1);
        given.vision = string(new bytes(1025));
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.TextTooLong.selector, 1025));
        given = _largest(1);
        given.mission = string(new bytes(1025));
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.TextTooLong.selector, 1025));
        given = _largest(1);
        given.permissions = new Permission[](129);
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.TooManyPermissions.selector, 129));
        given = _largest(1);
        given.permissions[0].addresses = new address[](129);
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.TooManyAddresses.selector, 129));
        given = _largest(1);
        given.permissions[0].operation = 2;
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.UnknownOperation.selector, 2));
        given = _largest(1);
        given.taxrates = new TaxBracket[](9);
        given.taxrates[0].rate = 1;
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.TooManyTaxBrackets.selector, 9));
        given = _largest(1);
        given.taxrates[7].rate = 1001;
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.TaxRateTooHigh.selector, 7, 1001));
        given = _largest(1);
        given.taxrates[3].threshold = given.taxrates[2].threshold;
        _expectRefusal(
            given, abi.encodeWithSelector(CharterRules.TaxThresholdsNotAscending.selector, 3)
        );
    }

    function test_requireValid_revertsWhenNobodyCouldManage() public {
        Charter memory given = _largest(1);
        given.managementContract = address(0);
        _expectRefusal(given, abi.encodeWithSelector(CharterRules.NoManagementContract.selector));
        address[3] memory reserved = [
            0x4200000000000000000000000000000000000daC,
            0x4200000000000000000000000000000000000000,
            0x420000000000000000000000000000000000FffF
        ];
        for (uint256 i = 0; i < reserved.length; i++) {
            given.managementContract = reserved[i];
            _expectRefusal(
                given,
                abi.encodeWithSelector(
                    CharterRules.ManagementContractReserved.selector, reserved[i]
                )
            );
        }
        given.managementContract = 0x4200000000000000000000000000000000010000;
        this.requireValid(given);
    }

    /// @dev The dearest way to spend 128 addresses: each first of its own permission.
    function test_gas_ofTheDearestCharterIsWithinItsLimit() public {
        uint256 dearest = _setGas(_largest(128));
        vm.snapshotValue("CharterRules", "block 1, dearest charter", dearest);
        vm.assertLe(dearest, CharterRules.GAS_LIMIT);
        vm.assertLe(_setGas(_largest(1)), dearest);
    }

    /// @dev Gas that the deposit uses on L2: intrinsic cost, calldata and execution, or the floor of EIP-7623.
    function _setGas(Charter memory given) private returns (uint256) {
        MVM_DACMaster master = new MVM_DACMaster();
        bytes memory data = abi.encodeCall(IMVM_DACMaster.initialize, (given));
        uint256 tokens = 0;
        for (uint256 i = 0; i < data.length; i++) {
            tokens += data[i] == 0 ? 1 : 4;
        }
        vm.prank(SystemSenders.COM_CO);
        uint256 start = gasleft();
        (bool success,) = address(master).call(data);
        uint256 execution = start - gasleft();
        vm.assertTrue(success);
        uint256 standard = 21_000 + 4 * tokens + execution;
        uint256 floor = 21_000 + 10 * tokens;
        return standard > floor ? standard : floor;
    }

    function requireValid(Charter calldata given) external pure {
        CharterRules.requireValid(given);
    }

    function _expectRefusal(Charter memory given, bytes memory reason) private {
        vm.expectRevert(reason);
        this.requireValid(given);
    }

    /// @dev 128 addresses in so many permissions, and everything else at its bound.
    function _largest(uint256 permissionCount) private pure returns (Charter memory made) {
        made.vision = _text(1024);
        made.mission = _text(1024);
        made.managementContract = address(type(uint160).max);
        made.treasury = address(type(uint160).max - 1);
        made.permissions = new Permission[](permissionCount);
        uint256 share = 128 / permissionCount;
        for (uint256 i = 0; i < permissionCount; i++) {
            address[] memory addresses = new address[](share);
            for (uint256 k = 0; k < share; k++) {
                addresses[k] = address(uint160(uint256(keccak256(abi.encode(i, k)))));
            }
            made.permissions[i] = Permission(uint8(i & 1), uint8(i), addresses);
        }
        made.taxrates = new TaxBracket[](8);
        for (uint256 i = 0; i < 8; i++) {
            made.taxrates[i] = TaxBracket(type(uint240).max - 8 + uint240(i), 1000);
        }
    }

    function _text(uint256 length) private pure returns (string memory) {
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; i++) {
            text[i] = "x";
        }
        return string(text);
    }
}
