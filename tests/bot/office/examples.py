"""Examples of Open Dental's own pages (API Appointments; API Patients and API Commlogs by their field lists), mended by eye."""

import json

APPOINTMENT = json.loads("""{
    "serverDateTime": "2021-05-04 09:32:45", "AptNum": 18, "PatNum": 17, "AptStatus": "Scheduled", "Pattern": "//XXXX//",
    "Confirmed": 19, "confirmed": "Not Called", "TimeLocked": "false", "Op": 3, "Note": "", "ProvNum": 1, "provAbbr": "DOC1",
    "ProvHyg": 0, "AptDateTime": "2020-07-31 08:30:00", "NextAptNum": 0, "UnschedStatus": 0, "unschedStatus": "",
    "IsNewPatient": "false", "ProcDescript": "Seal, Seal", "ClinicNum": 0, "IsHygiene": "false",
    "DateTStamp": "2021-05-03 08:30:12", "DateTimeArrived": "0001-01-01 00:00:00", "DateTimeSeated": "0001-01-01 00:00:00",
    "DateTimeDismissed": "0001-01-01 00:00:00", "InsPlan1": 35, "InsPlan2": 0, "DateTimeAskedToArrive": "0001-01-01 00:00:00",
    "colorOverride": "0,0,0", "AppointmentTypeNum": 0, "SecUserNumEntry": 0, "SecDateTEntry": "2020-07-04 09:12:05",
    "Priority": "Normal", "PatternSecondary": "//////X/", "ItemOrderPlanned": 0
}""")

SLOTS = json.loads("""[
    {"DateTimeStart": "2021-02-15 08:00:00", "DateTimeEnd": "2021-02-15 08:30:00", "ProvNum": 1, "OpNum": 1},
    {"DateTimeStart": "2021-02-15 08:30:00", "DateTimeEnd": "2021-02-15 09:00:00", "ProvNum": 1, "OpNum": 1},
    {"DateTimeStart": "2021-02-15 09:00:00", "DateTimeEnd": "2021-02-15 09:30:00", "ProvNum": 1, "OpNum": 1}
]""")

# What POST WebSched is sent, and what it answers.
BOOKING = json.loads("""{
    "PatNum": 21, "dateTimeStart": "2021-11-19 09:00:00", "dateTimeEnd": "2021-11-19 09:30:00", "ProvNum": 5, "OpNum": 3,
    "defNumApptType": 326
}""")
BOOKED = json.loads("""{
    "AptNum": 121, "PatNum": 21, "AptStatus": "Scheduled", "Pattern": "//XX", "Confirmed": 395,
    "confirmed": "Created from Web Sched", "TimeLocked": "false", "Op": 3, "Note": "Appointment Reason: New Patient Exam",
    "ProvNum": 5, "provAbbr": "SMITH", "ProvHyg": 0, "AptDateTime": "2021-11-19 09:00:00", "NextAptNum": 0, "UnschedStatus": 0,
    "unschedStatus": "", "IsNewPatient": "true", "ProcDescript": "LimEx, 2BW", "ClinicNum": 1, "IsHygiene": "false",
    "DateTStamp": "0001-01-01 00:00:00", "DateTimeArrived": "0001-01-01 00:00:00", "DateTimeSeated": "0001-01-01 00:00:00",
    "DateTimeDismissed": "0001-01-01 00:00:00", "InsPlan1": 9, "InsPlan2": 18, "DateTimeAskedToArrive": "0001-01-01 00:00:00",
    "colorOverride": "0,0,0", "AppointmentTypeNum": 0, "SecUserNumEntry": 0, "SecDateTEntry": "2020-09-24 09:12:05",
    "Priority": "Normal", "PatternSecondary": "////"
}""")

PATIENT = json.loads("""{
    "PatNum": 21, "LName": "Silva", "FName": "Ana", "MiddleI": "", "Preferred": "", "PatStatus": "Patient",
    "Birthdate": "1980-05-01", "SSN": "999887777", "Address": "1 Main St", "Address2": "", "City": "Salem", "State": "OR",
    "Zip": 97301, "HmPhone": "", "WkPhone": "", "WirelessPhone": "(503)555-0142", "Email": "ana@example.com",
    "priProvAbbr": "DOC1", "secProvAbbr": "", "BillingType": "Standard", "ChartNumber": "", "ClinicNum": 0, "clinicAbbr": "",
    "siteDesc": "", "TxtMsgOk": "Yes"
}""")

COMMLOG = json.loads("""{
    "CommlogNum": 7, "PatNum": 21, "CommDateTime": "2021-05-04 09:32:45", "CommType": "228", "commType": "ApptRelated",
    "Note": "Booked by text [ab12cd34ef]", "Mode_": "Text", "SentOrReceived": "Received", "UserNum": 0,
    "DateTStamp": "2021-05-04 09:32:45", "CommSource": "API", "ProgramNum": 0, "DateTEntry": "2021-05-04 09:32:45",
    "ReferralNum": 0
}""")
