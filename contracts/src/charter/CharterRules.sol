// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {L2Predeploys} from "../l1/rollup/L2Predeploys.sol";
import {Charter, Permission, TaxBracket} from "./Charter.sol";

/// @notice What a charter has to fulfil, in one place for both chains: `createDAC` on L1 accepts exactly the
/// charters for which `MVM_DACMaster.initialize` on L2 cannot fail.
/// @dev The bounds keep `initialize` below 2^24 gas; the tests measure the largest charter.
library CharterRules {
    /// @dev Bytes of the vision, and of the mission.
    uint256 internal constant MAX_TEXT_LENGTH = 1024;
    uint256 internal constant MAX_PERMISSIONS = 128;
    /// @dev In all permissions together. More can be added on L2.
    uint256 internal constant MAX_ADDRESSES = 128;
    uint256 internal constant MAX_TAX_BRACKETS = 8;
    /// @dev Basis points.
    uint16 internal constant MAX_TAX_RATE = 1000;

    /// @dev What queue element 0 may use on L2 to set the charter.
    uint256 internal constant GAS_LIMIT = 2 ** 24;

    uint8 internal constant ALLOW = 0;
    uint8 internal constant DENY = 1;

    /// @dev Bit of the right to send transactions.
    uint8 internal constant SUBMIT = 0xfe;

    error TextTooLong(uint256 length);
    error TooManyPermissions(uint256 count);
    error TooManyAddresses(uint256 count);
    /// @notice `operation` of a permission is 0 (allow) or 1 (deny).
    error UnknownOperation(uint8 operation);
    /// @notice A charter without a management contract could never be changed.
    error NoManagementContract();
    /// @notice Predeploys and system senders send nothing of their own, so such a charter could never be
    /// changed either.
    error ManagementContractReserved(address managementContract);
    /// @notice More brackets than there are slots. A leading {0, 0} is not counted.
    error TooManyTaxBrackets(uint256 count);
    /// @notice A bracket's threshold is not above that of the bracket before it.
    error TaxThresholdsNotAscending(uint256 index);
    /// @notice Above 1000 basis points.
    error TaxRateTooHigh(uint256 index, uint16 rate);

    /// @notice Reverts unless a DAC can be created with this charter.
    function requireValid(Charter calldata charter) internal pure {
        requireManagementContract(charter.managementContract);
        uint256 visionLength = bytes(charter.vision).length;
        require(visionLength <= MAX_TEXT_LENGTH, TextTooLong(visionLength));
        uint256 missionLength = bytes(charter.mission).length;
        require(missionLength <= MAX_TEXT_LENGTH, TextTooLong(missionLength));

        uint256 permissionCount = charter.permissions.length;
        require(permissionCount <= MAX_PERMISSIONS, TooManyPermissions(permissionCount));
        uint256 addressCount = 0;
        for (uint256 i = 0; i < permissionCount; i++) {
            Permission calldata permission = charter.permissions[i];
            requireOperation(permission.operation);
            addressCount += permission.addresses.length;
        }
        require(addressCount <= MAX_ADDRESSES, TooManyAddresses(addressCount));
        requireTaxRates(charter.taxrates);
    }

    /// @notice Reverts for an account that cannot manage a new DAC.
    function requireManagementContract(address managementContract) internal pure {
        require(managementContract != address(0), NoManagementContract());
        require(
            !L2Predeploys.isReserved(managementContract),
            ManagementContractReserved(managementContract)
        );
    }

    function requireOperation(uint8 operation) internal pure {
        require(operation <= DENY, UnknownOperation(operation));
    }

    /// @notice Reverts unless the brackets are ascending, low enough and few enough.
    /// @return first Index of the first bracket that is stored: 1 after a leading {0, 0}, else 0.
    function requireTaxRates(TaxBracket[] calldata taxrates) internal pure returns (uint256 first) {
        uint256 length = taxrates.length;
        if (length > 0 && taxrates[0].threshold == 0 && taxrates[0].rate == 0) first = 1;
        require(length - first <= MAX_TAX_BRACKETS, TooManyTaxBrackets(length - first));
        for (uint256 i = 0; i < length; i++) {
            uint16 rate = taxrates[i].rate;
            require(rate <= MAX_TAX_RATE, TaxRateTooHigh(i, rate));
            require(
                i == 0 || taxrates[i].threshold > taxrates[i - 1].threshold,
                TaxThresholdsNotAscending(i)
            );
        }
    }
}
