"""Who works here: members, teams, places, absences, stand-ins and sign-in."""
