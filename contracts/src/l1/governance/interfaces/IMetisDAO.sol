// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What MetisDAO has beside OpenZeppelin's Governor.
interface IMetisDAO {
    /// @notice An action of a proposal is something else than `ComCo.setTaxRates` without value.
    error ActionRefused(uint256 index);
}
