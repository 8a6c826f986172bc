// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice When a deposit is admitted, written from the specification's words (5.1) and not from the contract.
/// @dev "DBT(dac) = max(bMin, ρ × S̄), S̄ = the larger of the current supply and the previous day's maximum."
/// "A deposit is parked unless the minEligible-th largest allocation ≥ DBT after it."
/// Keeps everything that ever happened, sorts by selection, and multiplies out instead of dividing.
contract SpecAdmission {
    struct Supply {
        uint256 since;
        uint256 amount;
    }

    uint256 private immutable _bMin;
    uint256 private immutable _percent;
    uint256 private immutable _minEligible;

    Supply[] private _supplies;
    uint256[] private _allocations;

    constructor(uint256 bMin, uint256 percent, uint256 minEligible, uint256 members) {
        (_bMin, _percent, _minEligible) = (bMin, percent, minEligible);
        _allocations = new uint256[](members);
        _supplies.push(Supply(0, 0));
    }

    function supply(uint256 timestamp, uint256 amount) external {
        _supplies.push(Supply(timestamp, amount));
    }

    function allocate(uint256 member, uint256 amount) external {
        _allocations[member] = amount;
    }

    function isAdmitted(uint256 timestamp, uint256 supplyAfter) external view returns (bool) {
        uint256 insured = previousDaysMaximum(timestamp);
        if (supplyAfter > insured) insured = supplyAfter;
        uint256 last = minEligibleLargest();
        return last >= _bMin && last * 100 >= insured * _percent;
    }

    /// @notice The greatest supply that stood at any second of the day before.
    function previousDaysMaximum(uint256 timestamp) public view returns (uint256 most) {
        uint256 midnight = timestamp - timestamp % 1 days;
        for (uint256 i = 0; i < _supplies.length; i++) {
            // It stood until the next one took its place.
            uint256 until = i + 1 < _supplies.length ? _supplies[i + 1].since : type(uint256).max;
            bool stoodThen = _supplies[i].since < midnight && until > midnight - 1 days;
            // Of two in one second, both stood.
            if (until == _supplies[i].since && until >= midnight - 1 days && until < midnight) {
                stoodThen = true;
            }
            if (stoodThen && _supplies[i].amount > most) most = _supplies[i].amount;
        }
    }

    function minEligibleLargest() public view returns (uint256 largest) {
        uint256[] memory left = _allocations;
        for (uint256 k = 0; k < _minEligible; k++) {
            uint256 place = 0;
            for (uint256 i = 1; i < left.length; i++) {
                if (left[i] > left[place]) place = i;
            }
            (largest, left[place]) = (left[place], 0);
        }
    }
}
